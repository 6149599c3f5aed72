import path from 'node:path';
import { IdempotencyKey } from '@ura/database';
import type { Subgraph } from '@ura/subgraph';
import { Case } from './case/case.entity';
import { CaseResolver } from './case/case.resolver';
import { CaseService } from './case/case.service';
import { CaseReferenceResolver, StayResolver } from './case/case-reference.resolver';
import { OpenCaseService } from './case/open-case.service';
import { chores } from './chores';
import { Concern } from './concern/concern.entity';
import { ConcernResolver } from './concern/concern.resolver';
import { ConcernService } from './concern/concern.service';
import { Consent } from './consent/consent.entity';
import { EmergencyAccess } from './emergency/emergency-access.entity';
import { CaseFile } from './file/case-file.service';
import { loadFirstData } from './first-data';
import { Identification } from './identification/identification.entity';
import { CaseIdentificationResolver, IdentificationResolver } from './identification/identification.resolver';
import { IdentificationService } from './identification/identification.service';
import { ReflectionPolicy } from './identification/reflection-policy.entity';
import { KnownRecipient } from './notice/known-recipient.entity';
import { Notice } from './notice/notice.entity';
import { CaseNoticesResolver, NoticeResolver } from './notice/notice.resolver';
import { NoticeService } from './notice/notice.service';
import { NoticeListService } from './notice/notice-list.service';
import { NoticeRule } from './notice/notice-rule.entity';
import { OutreachResolver } from './outreach/outreach.resolver';
import { OutreachService } from './outreach/outreach.service';
import { OutreachVisit } from './outreach/outreach-visit.entity';
import { KnownPlace } from './place/place.entity';
import { PlaceService } from './place/place.service';
import { Referral } from './referral/referral.entity';
import { TeamResolver } from './team/team.resolver';
import { TeamService } from './team/team.service';
import { TeamMember } from './team/team-member.entity';
import { TimelineService } from './timeline/timeline.service';
import { TimelineEvent } from './timeline/timeline-event.entity';
import { Transfer } from './transfer/transfer.entity';

export interface Services {
  readonly cases: CaseService;
  readonly concerns: ConcernService;
  readonly identifications: IdentificationService;
  readonly noticeLists: NoticeListService;
  readonly notices: NoticeService;
  readonly openCases: OpenCaseService;
  readonly outreach: OutreachService;
  readonly places: PlaceService;
  readonly teams: TeamService;
  readonly timelines: TimelineService;
}

export const cases: Subgraph<Services> = {
  name: 'cases',
  port: 4003,
  rowSecurity: true,
  entities: [
    Case,
    Concern,
    Consent,
    EmergencyAccess,
    IdempotencyKey,
    Identification,
    KnownPlace,
    KnownRecipient,
    Notice,
    NoticeRule,
    OutreachVisit,
    Referral,
    ReflectionPolicy,
    TeamMember,
    TimelineEvent,
    Transfer,
  ],
  resolvers: [
    CaseIdentificationResolver,
    CaseNoticesResolver,
    CaseReferenceResolver,
    CaseResolver,
    ConcernResolver,
    IdentificationResolver,
    NoticeResolver,
    OutreachResolver,
    StayResolver,
    TeamResolver,
  ],
  migrations: path.join(__dirname, 'migrations'),
  services: (database, viewer) => {
    const file = new CaseFile(database, viewer);
    const cases = new CaseService(file, viewer);
    const notices = new NoticeService(database, file, viewer);
    return {
      cases,
      concerns: new ConcernService(database, file, viewer),
      identifications: new IdentificationService(database, file, cases, viewer),
      noticeLists: new NoticeListService(file, notices, viewer),
      notices,
      openCases: new OpenCaseService(database, viewer, cases),
      outreach: new OutreachService(database, file, viewer),
      places: new PlaceService(database),
      teams: new TeamService(database, file, cases, viewer),
      timelines: new TimelineService(file),
    };
  },
  references: {
    Case: ({ cases }, { id }) => cases.byId(id!),
    Stay: (_services, { id, caseRef }) => ({ id, caseRef }),
  },
  loadFirstData,
  chores,
};
