import path from 'node:path';
import { IdempotencyKey } from '@ura/database';
import type { Subgraph } from '@ura/subgraph';
import { Case } from './case/case.entity';
import { CaseResolver } from './case/case.resolver';
import { CaseService } from './case/case.service';
import { CaseReferenceResolver, StayResolver } from './case/case-reference.resolver';
import { OpenCaseService } from './case/open-case.service';
import { Consent } from './consent/consent.entity';
import { EmergencyAccess } from './emergency/emergency-access.entity';
import { CaseFile } from './file/case-file.service';
import { loadFirstData } from './first-data';
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
  readonly openCases: OpenCaseService;
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
    Consent,
    EmergencyAccess,
    IdempotencyKey,
    KnownPlace,
    Referral,
    TeamMember,
    TimelineEvent,
    Transfer,
  ],
  resolvers: [CaseReferenceResolver, CaseResolver, StayResolver, TeamResolver],
  migrations: path.join(__dirname, 'migrations'),
  services: (database, viewer) => {
    const file = new CaseFile(database, viewer);
    const cases = new CaseService(file, viewer);
    return {
      cases,
      openCases: new OpenCaseService(database, viewer, cases),
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
};
