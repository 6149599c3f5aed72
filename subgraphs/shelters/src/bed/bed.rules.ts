import type { ClaimOver } from '../claim/claim.service';
import type { BedStatus } from './bed.entity';

/** The claims' words for a bed, the strongest first. */
const statusOf = {
  BLOCK: 'BLOCKED',
  STAY: 'OCCUPIED',
  HOLD: 'HELD',
  OVERFLOW: 'BLOCKED',
} as const satisfies Record<ClaimOver['kind'], BedStatus>;

const strongestFirst = ['BLOCK', 'STAY', 'HOLD', 'OVERFLOW'] as const;

/** What a bed is at a moment, from its claims. */
export const bedStatusAt = (claims: readonly ClaimOver[], at: Date): BedStatus => {
  const now = claims.filter(({ from, until }) => from <= at && (until === null || until > at));
  const kind = strongestFirst.find(kind => now.some(claim => claim.kind === kind));
  return kind ? statusOf[kind] : 'AVAILABLE';
};
