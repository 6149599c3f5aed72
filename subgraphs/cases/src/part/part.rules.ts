import type { Rule, Viewer } from '@ura/access';
import { hasRole, isMember, type Role } from '@ura/access';
import type { ConsentBundle, ConsentPurpose } from '../consent/consent.entity';
import { type ConsentFacts, isEffective } from '../consent/consent.rules';
import type { ReferralStatus } from '../referral/referral.entity';
import type { TeamFunction } from '../team/team-member.entity';
import type { TransferStatus } from '../transfer/transfer.entity';

/**
 * A case opens in parts, not in fields. RECORD is that it exists, its code and where it stands; TEAM is
 * how it is worked on; the other five are the bundles that a consent may name.
 */
export type CasePart = 'RECORD' | 'TEAM' | ConsentBundle;

/** What each member of a team needs for their work. */
export const partsOfFunction: Readonly<Record<TeamFunction, readonly CasePart[]>> = {
  CASE_MANAGER: ['RECORD', 'TEAM', 'BASICS', 'PROTECTION', 'HEALTH', 'REINTEGRATION', 'IDENTITY'],
  SOCIAL_WORKER: ['RECORD', 'TEAM', 'BASICS', 'PROTECTION', 'HEALTH', 'REINTEGRATION', 'IDENTITY'],
  PSYCHOLOGIST: ['RECORD', 'TEAM', 'BASICS', 'PROTECTION', 'HEALTH', 'IDENTITY'],
  HEALTH_WORKER: ['RECORD', 'TEAM', 'BASICS', 'HEALTH', 'IDENTITY'],
  LAWYER: ['RECORD', 'TEAM', 'BASICS', 'PROTECTION', 'IDENTITY'],
  SHELTER_WORKER: ['RECORD', 'TEAM', 'BASICS', 'PROTECTION'],
  EDUCATION_WORKER: ['RECORD', 'TEAM', 'BASICS', 'REINTEGRATION'],
  EMPLOYMENT_WORKER: ['RECORD', 'TEAM', 'BASICS', 'REINTEGRATION'],
};

/** What a supervisor sees of a case that is not theirs, unless it is restricted. */
export const supervisedParts: readonly CasePart[] = [
  'RECORD',
  'TEAM',
  'BASICS',
  'PROTECTION',
  'HEALTH',
  'REINTEGRATION',
];

const emergencyParts: readonly CasePart[] = [...supervisedParts, 'IDENTITY'];

/** Who takes up what another organisation refers or hands over. */
export const receiverRoles = [
  'CASE_MANAGER',
  'SUPERVISOR',
  'SHELTER_STAFF',
  'SHELTER_MANAGER',
  'SPECIALIST',
  'PSYCHOLOGIST',
  'LAWYER',
] as const satisfies readonly Role[];

/** Works for an organisation that takes up referrals. */
export const isReceiver = hasRole(...receiverRoles);

/** A referral or a transfer, as it stands. Both can be ACCEPTED, which for a transfer is its end. */
export type Exchange =
  | { readonly kind: 'REFERRAL'; readonly status: ReferralStatus }
  | { readonly kind: 'TRANSFER'; readonly status: TransferStatus };

/** What the database knows of one viewer's ways into one case. Moments as the database wrote them. */
export interface Ways {
  /** The viewer's own places in the team, former ones included. */
  readonly team: readonly { readonly function: TeamFunction; readonly endedAt: string | null }[];
  /** The viewer's own emergency accesses, former ones included. */
  readonly emergencies: readonly { readonly until: string }[];
  /** Referrals and transfers to the viewer's organisation, each with the consent that it stands on. */
  readonly grants: readonly (ConsentFacts & {
    readonly exchange: Exchange;
    /** When a referral that nobody looked at ends. */
    readonly answerBy: string | null;
    readonly purposes: readonly ConsentPurpose[];
    readonly bundles: readonly ConsentBundle[];
    readonly recipientPeople: readonly string[];
    readonly exceptPeople: readonly string[];
  })[];
}

/** While an exchange stands so, the consent under it opens what it grants. */
const liveExchanges = {
  REFERRAL: ['SENT', 'ACKNOWLEDGED', 'ACCEPTED', 'IN_SERVICE'] satisfies ReferralStatus[],
  TRANSFER: ['OFFERED'] satisfies TransferStatus[],
} as const;

/** Whether a referral or a transfer is under way. */
export const isUnderWay = ({ kind, status }: Exchange): boolean =>
  (liveExchanges[kind] as readonly string[]).includes(status);

/** The moment at which ways are judged: the database's, and the day it is then in the owners' countries. */
export interface Clock {
  readonly now: Date;
  readonly today: string;
}

/** Whether a consent, or what stands on it, names a person of the recipient: everybody unless it says whom. */
export const namesPerson = (
  viewer: Viewer,
  of: { readonly recipientPeople: readonly string[]; readonly exceptPeople: readonly string[] },
): boolean =>
  isMember(viewer) &&
  (of.recipientPeople.length === 0 || of.recipientPeople.includes(viewer.id)) &&
  !of.exceptPeople.includes(viewer.id);

/** The grants that open something to a viewer at a moment. */
const liveGrants = (viewer: Viewer, { grants }: Ways, { now, today }: Clock): Ways['grants'] =>
  isReceiver(viewer, null)
    ? grants.filter(grant => {
        const { exchange, answerBy } = grant;
        const isInTime = exchange.status !== 'SENT' || (answerBy !== null && new Date(answerBy) > now);
        const isLive = isUnderWay(exchange) && isInTime;
        return isLive && isEffective(grant, today) && namesPerson(viewer, grant);
      })
    : [];

/**
 * The parts on which a viewer works, by a place in the team or a supervisor's office. An emergency and a
 * grant open parts for reading alone.
 */
export const partsWorkedOn = (
  viewer: Viewer,
  of: { readonly organisationId: string; readonly restricted: boolean },
  { team }: Pick<Ways, 'team'>,
): CasePart[] => {
  if (!isMember(viewer) || viewer.organisationId !== of.organisationId) return [];
  const places = team.filter(({ endedAt }) => endedAt === null);
  const supervised = viewer.roles.includes('SUPERVISOR') && !of.restricted ? supervisedParts : [];
  return [...new Set([...places.flatMap(place => partsOfFunction[place.function]), ...supervised])];
};

/**
 * The parts of a case that are open to a viewer at a moment. Being staff of the owner opens nothing: it
 * takes a place in the team, a supervisor's office, an emergency, or a live grant.
 */
export const partsOpen = (
  viewer: Viewer,
  of: { readonly organisationId: string; readonly restricted: boolean },
  ways: Ways,
  clock: Clock,
): CasePart[] => {
  if (!isMember(viewer)) return [];
  const open = new Set<CasePart>();
  const add = (parts: readonly CasePart[]) => {
    for (const part of parts) open.add(part);
  };
  if (viewer.organisationId === of.organisationId) {
    add(partsWorkedOn(viewer, of, ways));
    if (ways.emergencies.some(({ until }) => new Date(until) > clock.now)) add(emergencyParts);
    if (viewer.roles.includes('DATA_OFFICER')) add(['RECORD']);
  }
  for (const { bundles } of liveGrants(viewer, ways, clock)) add(bundles);
  return [...open];
};

interface Opened {
  readonly parts: readonly CasePart[];
}

/** That at least one of these parts of a case is open to the viewer. */
export const open = (...wanted: readonly CasePart[]): Rule<Opened> =>
  Object.assign((_viewer: Viewer, { parts }: Opened) => wanted.some(part => parts.includes(part)), {
    label: `open(${wanted.join(', ')})`,
  });

/** That the viewer sees the case through a grant alone: as a recipient, not as one of the owner's people. */
export const isGranted = ({ parts }: Opened): boolean => !parts.includes('RECORD');

/** What a viewer's live grants say together: for what, which bundles, and the last day of the first to end. */
export interface Granted {
  readonly purposes: ConsentPurpose[];
  readonly bundles: ConsentBundle[];
  readonly until: string;
}

/** What is granted to somebody who sees the case by a grant alone; null for the owner's people. */
export const grantOf = (
  viewer: Viewer,
  parts: readonly CasePart[],
  ways: Ways,
  clock: Clock,
): Granted | null => {
  const live = liveGrants(viewer, ways, clock);
  const [until] = live.map(({ validTo }) => validTo!).sort();
  if (until === undefined || !isGranted({ parts })) return null;
  return {
    purposes: [...new Set(live.flatMap(({ purposes }) => purposes))],
    bundles: [...new Set(live.flatMap(({ bundles }) => bundles))],
    until,
  };
};
