import type { ClaimOver } from '../claim/claim.service';
import type { BedStatus } from './bed.entity';

/** The claims' words for a bed, the strongest first. */
const statusOf = { BLOCK: 'BLOCKED', STAY: 'OCCUPIED', HOLD: 'HELD' } as const satisfies Record<
  ClaimOver['kind'],
  BedStatus
>;

/** What a bed is at a moment, from its claims. */
export const bedStatusAt = (claims: readonly ClaimOver[], at: Date): BedStatus => {
  const now = claims.filter(({ from, until }) => from <= at && (until === null || until > at));
  const kind = (['BLOCK', 'STAY', 'HOLD'] as const).find(kind => now.some(claim => claim.kind === kind));
  return kind ? statusOf[kind] : 'AVAILABLE';
};
