import { allOf, anyOf, hasRole, isMember, type Rule, type Viewer } from '@ura/access';
import type { AgeBand } from '@ura/vocabulary';
import type { CasePart } from '../part/part.rules';
import type { CaseStatus } from './case.entity';

/** What may follow what. */
const followers: Readonly<Record<CaseStatus, readonly CaseStatus[]>> = {
  INTAKE: ['ASSESSMENT', 'CLOSED'],
  ASSESSMENT: ['PLANNING'],
  PLANNING: ['ACTIVE'],
  ACTIVE: ['FOLLOW_UP', 'TRANSFERRED'],
  FOLLOW_UP: ['ACTIVE', 'CLOSED', 'TRANSFERRED'],
  CLOSED: ['REOPENED'],
  REOPENED: ['ASSESSMENT'],
  TRANSFERRED: [],
};

export const followersOf = (from: CaseStatus): readonly CaseStatus[] => followers[from];

export const mayFollow = (from: CaseStatus, to: CaseStatus): boolean => followers[from].includes(to);

/** Whether it is being worked on. */
export const isLive = (status: CaseStatus): boolean => status !== 'CLOSED' && status !== 'TRANSFERRED';

export const childhood: readonly AgeBand[] = ['AGE_0_5', 'AGE_6_11', 'AGE_12_17'];

/** Known to be under 18. */
export const isChild = (ageBand: AgeBand): boolean => childhood.includes(ageBand);

/** Whose work begins with somebody who needs help. */
export const mayOpenCase = hasRole(
  'MOBILE_UNIT',
  'HOTLINE',
  'SHELTER_STAFF',
  'SHELTER_MANAGER',
  'CASE_MANAGER',
  'SUPERVISOR',
  'SPECIALIST',
  'PSYCHOLOGIST',
);

/** Whose work is done within a case that is open to them. */
export const worksInCases = anyOf(mayOpenCase, hasRole('LAWYER'));

/** Works with survivors, in whatever way: may ask for cases, and gets those that are open to them. */
export const worksWithCases = anyOf(
  mayOpenCase,
  hasRole('LAWYER', 'DATA_OFFICER', 'POLICE_LIAISON', 'COORDINATOR'),
);

/** Hears a survivor say that she takes something back, in her team or not: at night there may be nobody else. */
export const mayHearWithdrawal = anyOf(mayOpenCase, hasRole('LAWYER'));

interface Row {
  readonly organisationId: string;
  readonly status: CaseStatus;
  readonly works: readonly CasePart[];
}

/** Of the owner's staff. */
export const ofOwner: Rule<{ readonly organisationId: string }> = Object.assign(
  (viewer: Viewer, row: { readonly organisationId: string }) =>
    isMember(viewer) && viewer.organisationId === row.organisationId,
  { label: 'ofOwner' },
);

const isWorkedOn: Rule<Row> = Object.assign((_viewer: Viewer, { status }: Row) => isLive(status), {
  label: 'isWorkedOn',
});

/** Of the owner's people, and works on this part: an emergency opens parts for reading only. */
export const isStaffFor = (part: CasePart): Rule<Pick<Row, 'organisationId' | 'works'>> =>
  allOf<Pick<Row, 'organisationId' | 'works'>>(
    ofOwner,
    Object.assign((_viewer: Viewer, { works }: Pick<Row, 'works'>) => works.includes(part), {
      label: `works(${part})`,
    }),
  );

/** Works on this part of a case that has not ended. */
export const worksOn = (part: CasePart): Rule<Row> => allOf<Row>(isStaffFor(part), isWorkedOn);

/** Works on the whole of the case: leads it, works with her from day to day, or supervises. */
export const worksOnAll: Rule<Pick<Row, 'organisationId' | 'works'>> = allOf<
  Pick<Row, 'organisationId' | 'works'>
>(isStaffFor('TEAM'), isStaffFor('PROTECTION'), isStaffFor('HEALTH'), isStaffFor('REINTEGRATION'));

interface Opened extends Row {
  readonly openedById: string;
}

const hasOpened: Rule<Opened> = Object.assign(
  (viewer: Viewer, { openedById }: Opened) => isMember(viewer) && viewer.id === openedById,
  { label: 'hasOpened' },
);

/**
 * May give others a place in the team, or end it: who works on the whole of the case, or opened it and is
 * still there. Anybody else of the team could give themselves what their work does not need.
 */
export const mayAssign: Rule<Opened> = allOf<Opened>(worksOn('TEAM'), anyOf<Opened>(worksOnAll, hasOpened));

/** May record what she allows, or that she does not. */
export const mayRecordConsent: Rule<Row> = worksOn('TEAM');

/** May ask another organisation to help, and end that. */
export const mayRefer: Rule<Row> = worksOn('TEAM');

const isFarEnough: Rule<Row> = Object.assign(
  (_viewer: Viewer, { status }: Row) => mayFollow(status, 'TRANSFERRED'),
  { label: 'isFarEnough' },
);

/** Whose office it is to lead cases. */
export const leadsCases = hasRole('CASE_MANAGER', 'SUPERVISOR');

/** May decide for the whole case. */
export const mayLead: Rule<Row> = allOf<Row>(leadsCases, worksOn('TEAM'));

/** May offer the whole case to another organisation, as it stands. */
export const mayTransfer: Rule<Row> = allOf<Row>(mayLead, isFarEnough);
