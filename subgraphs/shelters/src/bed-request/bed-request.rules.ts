import type { Viewer } from '@ura/access';
import type { Country } from '@ura/vocabulary';
import { isStaff } from '../shelter/shelter.rules';
import type { BedRequest, BedRequestStatus } from './bed-request.entity';

/** What may follow what. An offer that lapses makes it OPEN again. */
const followers: Readonly<Record<BedRequestStatus, readonly BedRequestStatus[]>> = {
  OPEN: ['OFFERED', 'CANCELLED', 'UNMET'],
  OFFERED: ['PLACED', 'OPEN', 'CANCELLED', 'UNMET'],
  PLACED: [],
  CANCELLED: [],
  UNMET: [],
};

export const requestMayBecome = (from: BedRequestStatus, to: BedRequestStatus): boolean =>
  followers[from].includes(to);

/** What a request is at a moment: an offer that nobody answered in time has lapsed, though nobody wrote it down. */
export const effectiveRequestStatus = (
  { status, answerBy }: Pick<BedRequest, 'status' | 'answerBy'>,
  at: Date,
): BedRequestStatus => (status === 'OFFERED' && answerBy !== null && answerBy <= at ? 'OPEN' : status);

type Reach = Pick<
  BedRequest,
  'organisationId' | 'offeredByOrganisationId' | 'country' | 'status' | 'answerBy'
>;

/**
 * Who knows of a request: the organisation that asked, the shelter that offers, and, while it waits, the
 * staff of the shelters of a country that will do. `countries` are those of the viewer's own shelters.
 */
export const mayReadRequest = (
  viewer: Viewer,
  request: Reach,
  countries: readonly Country[],
  at: Date,
): boolean => {
  if (viewer.organisationId === null) return false;
  if (viewer.organisationId === request.organisationId) return true;
  if (!isStaff(viewer, null)) return false;
  if (viewer.organisationId === request.offeredByOrganisationId) return true;
  const isReachable = request.country === null || countries.includes(request.country);
  return effectiveRequestStatus(request, at) === 'OPEN' && isReachable;
};
