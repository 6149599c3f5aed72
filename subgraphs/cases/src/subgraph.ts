import path from 'node:path';
import { IdempotencyKey } from '@ura/database';
import type { Subgraph } from '@ura/subgraph';
import { Case } from './case/case.entity';
import { CaseResolver } from './case/case.resolver';
import { CaseService } from './case/case.service';
import { CaseReferenceResolver, StayResolver } from './case/case-reference.resolver';
import { OpenCaseService } from './case/open-case.service';
import { chores } from './chores';
import { Consent } from './consent/consent.entity';
import { CaseConsentsResolver, ConsentResolver } from './consent/consent.resolver';
import { ConsentService } from './consent/consent.service';
import { RecordConsentService } from './consent/record-consent.service';
import { EmergencyAccess } from './emergency/emergency-access.entity';
import { CaseFile } from './file/case-file.service';
import { loadFirstData } from './first-data';
import { KnownPlace } from './place/place.entity';
import { PlaceService } from './place/place.service';
import { Referral } from './referral/referral.entity';
import { CaseReferralsResolver, ReferralResolver } from './referral/referral.resolver';
import { ReferralService } from './referral/referral.service';
import { ReferralWorkService } from './referral/referral-work.service';
import { TeamResolver } from './team/team.resolver';
import { TeamService } from './team/team.service';
import { TeamMember } from './team/team-member.entity';
import { TimelineService } from './timeline/timeline.service';
import { TimelineEvent } from './timeline/timeline-event.entity';
import { Transfer } from './transfer/transfer.entity';
import { CaseTransfersResolver, TransferResolver } from './transfer/transfer.resolver';
import { TransferService } from './transfer/transfer.service';
import { TransferWorkService } from './transfer/transfer-work.service';

export interface Services {
  readonly cases: CaseService;
  readonly consents: ConsentService;
  readonly openCases: OpenCaseService;
  readonly places: PlaceService;
  readonly recordConsents: RecordConsentService;
  readonly referrals: ReferralService;
  readonly referralWork: ReferralWorkService;
  readonly teams: TeamService;
  readonly timelines: TimelineService;
  readonly transfers: TransferService;
  readonly transferWork: TransferWorkService;
}

export const cases: Subgraph<Services> = {
  name: 'cases',
  port: 4003,
  rowSecurity: true,
  entities: [
    Case,
    Consent,
    EmergencyAccess,
    IdempotencyKey,
    KnownPlace,
    Referral,
    TeamMember,
    TimelineEvent,
    Transfer,
  ],
  resolvers: [
    CaseConsentsResolver,
    CaseReferenceResolver,
    CaseReferralsResolver,
    CaseResolver,
    CaseTransfersResolver,
    ConsentResolver,
    ReferralResolver,
    StayResolver,
    TeamResolver,
    TransferResolver,
  ],
  migrations: path.join(__dirname, 'migrations'),
  services: (database, viewer) => {
    const file = new CaseFile(database, viewer);
    const cases = new CaseService(file, viewer);
    const consents = new ConsentService(file);
    const referrals = new ReferralService(file, viewer);
    const transfers = new TransferService(file, viewer);
    return {
      cases,
      consents,
      openCases: new OpenCaseService(database, viewer, cases),
      places: new PlaceService(database),
      recordConsents: new RecordConsentService(database, viewer, consents),
      referrals,
      referralWork: new ReferralWorkService(database, viewer, referrals),
      teams: new TeamService(database, file, cases, viewer),
      timelines: new TimelineService(file),
      transfers,
      transferWork: new TransferWorkService(database, viewer, transfers),
    };
  },
  references: {
    Case: ({ cases }, { id }) => cases.byId(id!),
    Referral: ({ referrals }, { id }) => referrals.byId(id!),
    Stay: (_services, { id, caseRef }) => ({ id, caseRef }),
  },
  loadFirstData,
  chores,
};
