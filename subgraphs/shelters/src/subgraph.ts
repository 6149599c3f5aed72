import path from 'node:path';
import { IdempotencyKey } from '@ura/database';
import type { Subgraph } from '@ura/subgraph';
import { Alarm } from './alarm/alarm.entity';
import { AlarmResolver } from './alarm/alarm.resolver';
import { AlarmService } from './alarm/alarm.service';
import { AvailabilityService } from './availability/availability.service';
import { BedsChangeResolver } from './availability/beds-change.resolver';
import { Bed } from './bed/bed.entity';
import { BedResolver } from './bed/bed.resolver';
import { BedService } from './bed/bed.service';
import { BedRequest } from './bed-request/bed-request.entity';
import { BedRequestResolver } from './bed-request/bed-request.resolver';
import { BedRequestService } from './bed-request/bed-request.service';
import { BedRequestListService } from './bed-request/bed-request-list.service';
import { BedBlock } from './block/block.entity';
import { BlockResolver } from './block/block.resolver';
import { BlockService } from './block/block.service';
import { BoardResolver } from './board/board.resolver';
import { BoardService } from './board/board.service';
import { chores, quickChores } from './chores';
import { Claim } from './claim/claim.entity';
import { DailyAttendance } from './daily-programme/attendance.entity';
import { DailyProgrammeResolver } from './daily-programme/daily-programme.resolver';
import { DailyProgrammeService } from './daily-programme/daily-programme.service';
import { Enrolment } from './daily-programme/enrolment.entity';
import { loadFirstData } from './first-data';
import { BedHold } from './hold/hold.entity';
import { HeldBedResolver, HoldResolver } from './hold/hold.resolver';
import { HoldService } from './hold/hold.service';
import { HoldListService } from './hold/hold-list.service';
import { KeepApart } from './keep-apart/keep-apart.entity';
import { KeepApartResolver } from './keep-apart/keep-apart.resolver';
import { KeepApartService } from './keep-apart/keep-apart.service';
import { NeedAsk } from './need/ask.entity';
import { NeedResolver } from './need/need.resolver';
import { NeedService } from './need/need.service';
import { OnCallResolver } from './on-call/on-call.resolver';
import { OnCallService } from './on-call/on-call.service';
import { OnCallShift } from './on-call/on-call-shift.entity';
import { KnownPlace } from './place/place.entity';
import { PlaceService } from './place/place.service';
import { HoldTally } from './purge/hold-tally.entity';
import { Room } from './room/room.entity';
import { RoomService } from './room/room.service';
import { Shelter } from './shelter/shelter.entity';
import { OrganisationResolver, ShelterResolver } from './shelter/shelter.resolver';
import { ShelterService } from './shelter/shelter.service';
import { ShelterAddress } from './shelter/shelter-address.entity';
import { ShelterChangeService } from './shelter/shelter-change.service';
import { ArrivalService } from './stay/arrival.service';
import { ExitApproval } from './stay/exit-approval.entity';
import { Stay } from './stay/stay.entity';
import { StayResolver } from './stay/stay.resolver';
import { StayService } from './stay/stay.service';
import { BedSummary } from './summary/summary.entity';
import { SummaryResolver } from './summary/summary.resolver';
import { SummaryService } from './summary/summary.service';
import { TurnedAway } from './unmet-need/unmet-need.entity';
import { UnmetNeedResolver } from './unmet-need/unmet-need.resolver';
import { UnmetNeedService } from './unmet-need/unmet-need.service';

export interface Services {
  readonly alarms: AlarmService;
  readonly arrivals: ArrivalService;
  readonly availability: AvailabilityService;
  readonly bedRequestLists: BedRequestListService;
  readonly bedRequests: BedRequestService;
  readonly beds: BedService;
  readonly blocks: BlockService;
  readonly boards: BoardService;
  readonly dailyProgramme: DailyProgrammeService;
  readonly holdLists: HoldListService;
  readonly holds: HoldService;
  readonly keptApart: KeepApartService;
  readonly needs: NeedService;
  readonly onCall: OnCallService;
  readonly places: PlaceService;
  readonly rooms: RoomService;
  readonly shelterChanges: ShelterChangeService;
  readonly shelters: ShelterService;
  readonly stays: StayService;
  readonly summaries: SummaryService;
  readonly unmetNeeds: UnmetNeedService;
}

export const shelters: Subgraph<Services> = {
  name: 'shelters',
  port: 4002,
  rowSecurity: true,
  entities: [
    Alarm,
    Bed,
    BedBlock,
    BedHold,
    BedRequest,
    BedSummary,
    Claim,
    DailyAttendance,
    Enrolment,
    ExitApproval,
    HoldTally,
    IdempotencyKey,
    KeepApart,
    KnownPlace,
    NeedAsk,
    OnCallShift,
    Room,
    Shelter,
    ShelterAddress,
    Stay,
    TurnedAway,
  ],
  resolvers: [
    AlarmResolver,
    BedRequestResolver,
    BedResolver,
    BedsChangeResolver,
    BlockResolver,
    BoardResolver,
    DailyProgrammeResolver,
    HeldBedResolver,
    HoldResolver,
    KeepApartResolver,
    NeedResolver,
    OnCallResolver,
    OrganisationResolver,
    ShelterResolver,
    StayResolver,
    SummaryResolver,
    UnmetNeedResolver,
  ],
  migrations: path.join(__dirname, 'migrations'),
  services: (database, viewer) => ({
    alarms: new AlarmService(database, viewer),
    arrivals: new ArrivalService(database, viewer),
    availability: new AvailabilityService(database),
    bedRequestLists: new BedRequestListService(database, viewer),
    bedRequests: new BedRequestService(database, viewer),
    beds: new BedService(database, viewer),
    blocks: new BlockService(database, viewer),
    boards: new BoardService(database, viewer),
    dailyProgramme: new DailyProgrammeService(database, viewer),
    holdLists: new HoldListService(database, viewer),
    holds: new HoldService(database, viewer),
    keptApart: new KeepApartService(database, viewer),
    needs: new NeedService(database, viewer),
    onCall: new OnCallService(database, viewer),
    places: new PlaceService(database),
    rooms: new RoomService(database),
    shelterChanges: new ShelterChangeService(database, viewer),
    shelters: new ShelterService(database, viewer),
    stays: new StayService(database, viewer),
    summaries: new SummaryService(database),
    unmetNeeds: new UnmetNeedService(database),
  }),
  references: {
    Bed: ({ beds }, { id }) => beds.byId(id!),
    BedHold: ({ holds }, { id }) => holds.byId(id!),
    Organisation: (_services, { id }) => ({ id }),
    Shelter: ({ shelters }, { id }) => shelters.byId(id!),
    Stay: ({ stays }, { id }) => stays.byId(id!),
  },
  loadFirstData,
  chores,
  quickChores,
};
