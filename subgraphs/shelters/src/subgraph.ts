import path from 'node:path';
import { IdempotencyKey } from '@ura/database';
import type { Subgraph } from '@ura/subgraph';
import { Alarm } from './alarm/alarm.entity';
import { Bed } from './bed/bed.entity';
import { BedRequest } from './bed-request/bed-request.entity';
import { BedBlock } from './block/block.entity';
import { Claim } from './claim/claim.entity';
import { DailyAttendance } from './daily-programme/attendance.entity';
import { Enrolment } from './daily-programme/enrolment.entity';
import { BedHold } from './hold/hold.entity';
import { KeepApart } from './keep-apart/keep-apart.entity';
import { NeedAsk } from './need/ask.entity';
import { OnCallShift } from './on-call/on-call-shift.entity';
import { KnownPlace } from './place/place.entity';
import { HoldTally } from './purge/hold-tally.entity';
import { Room } from './room/room.entity';
import { Shelter } from './shelter/shelter.entity';
import { ShelterAddress } from './shelter/shelter-address.entity';
import { ExitApproval } from './stay/exit-approval.entity';
import { Stay } from './stay/stay.entity';
import { BedSummary } from './summary/summary.entity';
import { TurnedAway } from './unmet-need/unmet-need.entity';

export interface Services {
  readonly todo?: string;
}

export const shelters: Subgraph<Services> = {
  name: 'shelters',
  port: 4002,
  rowSecurity: true,
  entities: [
    KnownPlace,
    Shelter,
    ShelterAddress,
    Room,
    Bed,
    BedBlock,
    Claim,
    BedHold,
    NeedAsk,
    BedSummary,
    IdempotencyKey,
    Stay,
    ExitApproval,
    BedRequest,
    KeepApart,
    OnCallShift,
    Alarm,
    Enrolment,
    DailyAttendance,
    TurnedAway,
    HoldTally,
  ],
  resolvers: [] as never,
  migrations: path.join(__dirname, 'migrations'),
  services: () => ({}),
};
