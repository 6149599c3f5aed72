import path from 'node:path';
import { IdempotencyKey } from '@ura/database';
import type { Subgraph } from '@ura/subgraph';
import { PersonKey } from '@ura/vault';
import { Assessment } from './assessment/assessment.entity';
import { AssessmentResolver, CaseAssessmentsResolver } from './assessment/assessment.resolver';
import { AssessmentService } from './assessment/assessment.service';
import { AuditResolver } from './audit/audit.resolver';
import { AuditService } from './audit/audit.service';
import { Case } from './case/case.entity';
import { CaseResolver } from './case/case.resolver';
import { CaseService } from './case/case.service';
import { CaseDesk } from './case/case-desk.service';
import { CaseReferenceResolver, StayResolver } from './case/case-reference.resolver';
import { OpenCaseService } from './case/open-case.service';
import { chores } from './chores';
import { ClosureResolver } from './closure/closure.resolver';
import { ClosureService } from './closure/closure.service';
import { Concern } from './concern/concern.entity';
import { ConcernResolver } from './concern/concern.resolver';
import { ConcernService } from './concern/concern.service';
import { Consent } from './consent/consent.entity';
import { CaseConsentsResolver, ConsentResolver } from './consent/consent.resolver';
import { ConsentService } from './consent/consent.service';
import { RecordConsentService } from './consent/record-consent.service';
import { loadDemonstration } from './demonstration';
import { EmergencyResolver } from './emergency/emergency.resolver';
import { EmergencyService } from './emergency/emergency.service';
import { EmergencyAccess } from './emergency/emergency-access.entity';
import { keys } from './env';
import { ErasureResolver } from './erasure/erasure.resolver';
import { ErasureService } from './erasure/erasure.service';
import { CaseFile } from './file/case-file.service';
import { loadFirstData } from './first-data';
import { FollowUp } from './follow-up/follow-up.entity';
import { CaseFollowUpsResolver, FollowUpResolver } from './follow-up/follow-up.resolver';
import { FollowUpService } from './follow-up/follow-up.service';
import { Identification } from './identification/identification.entity';
import { CaseIdentificationResolver, IdentificationResolver } from './identification/identification.resolver';
import { IdentificationService } from './identification/identification.service';
import { ReflectionPolicy } from './identification/reflection-policy.entity';
import { DedupToken, MatchSearch, PossibleMatch } from './match/match.entity';
import { CaseMatchesResolver, PossibleMatchResolver } from './match/match.resolver';
import { MatchService } from './match/match.service';
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
import { PlanGoalResolver, PlanResolver } from './plan/plan.resolver';
import { PlanService } from './plan/plan.service';
import { PlanGoal } from './plan/plan-goal.entity';
import { Referral } from './referral/referral.entity';
import { CaseReferralsResolver, ReferralResolver } from './referral/referral.resolver';
import { ReferralService } from './referral/referral.service';
import { ReferralWorkService } from './referral/referral-work.service';
import { RetentionRule } from './retention/retention-rule.entity';
import { SafeContactResolver } from './safe-contact/safe-contact.resolver';
import { SafeContactService } from './safe-contact/safe-contact.service';
import { SealedSafeContact } from './safe-contact/sealed-safe-contact.entity';
import { ServiceOffer } from './service/service-offer.entity';
import { ServiceRecord } from './service-record/service-record.entity';
import { CaseServicesResolver, ServiceRecordResolver } from './service-record/service-record.resolver';
import { ServiceRecordService } from './service-record/service-record.service';
import { Stay } from './stay.reference';
import { SealedFile } from './survivor/sealed-file.service';
import { NameMark, SealedSurvivor } from './survivor/sealed-survivor.entity';
import { SurvivorResolver } from './survivor/survivor.resolver';
import { SurvivorService } from './survivor/survivor.service';
import { TeamResolver } from './team/team.resolver';
import { TeamService } from './team/team.service';
import { TeamMember } from './team/team-member.entity';
import { TimelineService } from './timeline/timeline.service';
import { TimelineEvent } from './timeline/timeline-event.entity';
import { Transfer } from './transfer/transfer.entity';
import { CaseTransfersResolver, TransferResolver } from './transfer/transfer.resolver';
import { TransferService } from './transfer/transfer.service';
import { TransferWorkService } from './transfer/transfer-work.service';
import { CaseloadResolver, MyWorkResolver } from './work/work.resolver';
import { WorkService } from './work/work.service';

export interface Services {
  readonly assessments: AssessmentService;
  readonly audits: AuditService;
  readonly cases: CaseService;
  readonly closures: ClosureService;
  readonly concerns: ConcernService;
  readonly consents: ConsentService;
  readonly emergencies: EmergencyService;
  readonly erasures: ErasureService;
  readonly followUps: FollowUpService;
  readonly identifications: IdentificationService;
  readonly matches: MatchService;
  readonly noticeLists: NoticeListService;
  readonly notices: NoticeService;
  readonly openCases: OpenCaseService;
  readonly outreach: OutreachService;
  readonly places: PlaceService;
  readonly plans: PlanService;
  readonly recordConsents: RecordConsentService;
  readonly referrals: ReferralService;
  readonly referralWork: ReferralWorkService;
  readonly safeContacts: SafeContactService;
  readonly serviceRecords: ServiceRecordService;
  readonly survivors: SurvivorService;
  readonly teams: TeamService;
  readonly timelines: TimelineService;
  readonly transfers: TransferService;
  readonly transferWork: TransferWorkService;
  readonly work: WorkService;
}

export const cases: Subgraph<Services> = {
  name: 'cases',
  port: 4003,
  rowSecurity: true,
  entities: [
    Assessment,
    Case,
    Concern,
    Consent,
    DedupToken,
    EmergencyAccess,
    FollowUp,
    IdempotencyKey,
    Identification,
    KnownPlace,
    KnownRecipient,
    MatchSearch,
    NameMark,
    Notice,
    NoticeRule,
    OutreachVisit,
    PersonKey,
    PlanGoal,
    PossibleMatch,
    Referral,
    ReflectionPolicy,
    RetentionRule,
    SealedSafeContact,
    SealedSurvivor,
    ServiceOffer,
    ServiceRecord,
    TeamMember,
    TimelineEvent,
    Transfer,
  ],
  resolvers: [
    AssessmentResolver,
    AuditResolver,
    CaseAssessmentsResolver,
    CaseConsentsResolver,
    CaseFollowUpsResolver,
    CaseIdentificationResolver,
    CaseloadResolver,
    CaseMatchesResolver,
    CaseNoticesResolver,
    CaseReferenceResolver,
    CaseReferralsResolver,
    CaseResolver,
    CaseServicesResolver,
    CaseTransfersResolver,
    ClosureResolver,
    ConcernResolver,
    ConsentResolver,
    EmergencyResolver,
    ErasureResolver,
    FollowUpResolver,
    IdentificationResolver,
    MyWorkResolver,
    NoticeResolver,
    OutreachResolver,
    PlanGoalResolver,
    PlanResolver,
    PossibleMatchResolver,
    ReferralResolver,
    SafeContactResolver,
    ServiceRecordResolver,
    StayResolver,
    SurvivorResolver,
    TeamResolver,
    TransferResolver,
  ],
  orphanedTypes: [Stay],
  migrations: path.join(__dirname, 'migrations'),
  services: (database, viewer) => {
    const file = new CaseFile(database, viewer);
    const cases = new CaseService(file, viewer);
    const desk = new CaseDesk(database, viewer, cases);
    const sealed = new SealedFile(file, keys());
    const survivors = new SurvivorService(desk, file, sealed, cases, keys(), viewer);
    const safeContacts = new SafeContactService(desk, sealed, keys(), viewer);
    const notices = new NoticeService(desk, file, viewer);
    const consents = new ConsentService(file);
    const referrals = new ReferralService(file, viewer);
    const transfers = new TransferService(file, viewer);
    return {
      assessments: new AssessmentService(desk, file),
      audits: new AuditService(database, cases, viewer),
      cases,
      closures: new ClosureService(desk),
      concerns: new ConcernService(desk, file, viewer),
      consents,
      emergencies: new EmergencyService(database, file, viewer),
      erasures: new ErasureService(database, desk, survivors, safeContacts, keys(), viewer),
      followUps: new FollowUpService(desk, file, cases),
      identifications: new IdentificationService(desk, file),
      matches: new MatchService(database, desk, file, keys(), viewer),
      noticeLists: new NoticeListService(file, notices, viewer),
      notices,
      openCases: new OpenCaseService(database, viewer, cases),
      outreach: new OutreachService(desk, file, viewer),
      places: new PlaceService(database),
      plans: new PlanService(desk, file),
      recordConsents: new RecordConsentService(database, viewer, consents),
      referrals,
      referralWork: new ReferralWorkService(database, viewer, referrals),
      safeContacts,
      serviceRecords: new ServiceRecordService(desk, file),
      survivors,
      teams: new TeamService(database, file, cases, viewer),
      timelines: new TimelineService(file),
      transfers,
      transferWork: new TransferWorkService(database, viewer, transfers, keys()),
      work: new WorkService(file, cases, viewer),
    };
  },
  references: {
    Case: ({ cases }, { id }) => cases.byId(id!),
    Organisation: (_services, { id }) => ({ id }),
    Referral: ({ referrals }, { id }) => referrals.byId(id!),
    Stay: (_services, { id, caseRef }) => ({ id, caseRef }),
  },
  loadFirstData: async (manager, folder) => {
    await loadFirstData(manager, folder);
    await loadDemonstration(manager, folder);
  },
  chores,
};
