import { anyOf, isMember, type Rule } from '@ura/access';
import { mayPlace } from '../availability/availability.rules';
import { ownStaff } from '../shelter/shelter.rules';
import type { BedHold, BedHoldStatus } from './hold.entity';

type Parties = Pick<BedHold, 'organisationId' | 'requestedByOrganisationId'>;

const ownRequest: Rule<Parties> = Object.assign(
  (viewer: Parameters<Rule>[0], hold: Parties) =>
    isMember(viewer) && viewer.organisationId === hold.requestedByOrganisationId,
  { label: 'ownRequest' },
);

/** The organisation that asked for it, and the shelter's staff. */
export const mayReadHold: Rule<Parties> = anyOf<Parties>(ownRequest, ownStaff);

/** Whoever asks for beds may give them back, or ask for a little more time. */
export const mayChangeRequest: Rule<Parties> = Object.assign(
  (viewer: Parameters<Rule>[0], hold: Parties) => mayPlace(viewer, hold) && ownRequest(viewer, hold),
  { label: 'mayChangeRequest' },
);

/** Who must know for whom it is: the staff who prepare the beds, and those who place people where it was asked. */
export const mayKnowPeople: Rule<Parties> = anyOf<Parties>(mayChangeRequest, ownStaff);

/** What may become of a hold, and from where. Whatever is not here is a Conflict. */
export const transitions = {
  extended: { from: ['HELD'], to: 'HELD' },
  confirmed: { from: ['HELD'], to: 'CONFIRMED' },
  released: { from: ['HELD', 'CONFIRMED'], to: 'RELEASED' },
  declined: { from: ['HELD', 'CONFIRMED'], to: 'DECLINED' },
  arrived: { from: ['CONFIRMED'], to: 'ARRIVED' },
  'marked as a no-show': { from: ['CONFIRMED'], to: 'NO_SHOW' },
} as const satisfies Record<string, { from: readonly BedHoldStatus[]; to: BedHoldStatus }>;
export type HoldStep = keyof typeof transitions;

/** Why a step cannot be taken, in a sentence that names the status; null when it can. */
export const whyNot = (step: HoldStep, status: BedHoldStatus): string | null => {
  const from: readonly BedHoldStatus[] = transitions[step].from;
  return from.includes(status) ? null : `This hold is ${status}; it cannot be ${step}.`;
};

/** What a hold is at a moment: one whose time is over has expired, though nobody wrote it down. */
export const effectiveStatus = (hold: Pick<BedHold, 'status' | 'expiresAt'>, at: Date): BedHoldStatus =>
  hold.status === 'HELD' && hold.expiresAt <= at ? 'EXPIRED' : hold.status;

/** Whether it still keeps beds at a moment. */
export const isLiveAt = (hold: Pick<BedHold, 'status' | 'expiresAt'>, at: Date): boolean =>
  ['HELD', 'CONFIRMED'].includes(effectiveStatus(hold, at));

/** The longest that a hold may be asked for; a bed that is blocked sooner is not free tonight. */
export const LONGEST_HOLD_MINUTES = 240;
export const SHORTEST_HOLD_MINUTES = 15;

/** How often a worker may give beds back within an hour before somebody looks. */
export const RELEASES_PER_HOUR = 6;

/** Letters and digits that are not mistaken for each other on the phone, without vowels, so no words. */
export const CODE_ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ23456789';
export const CODE_LENGTH = 6;
