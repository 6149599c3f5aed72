import { hasRole, type Rule } from '@ura/access';
import type { Commitment } from './commitment.entity';

/** A coordinator, or an editor of the organisation that wrote it down. */
export const maySettle: Rule<Pick<Commitment, 'recordedById'>> = (viewer, commitment) =>
  hasRole('COORDINATOR')(viewer, commitment) ||
  (hasRole('DIRECTORY_EDITOR')(viewer, commitment) && viewer.organisationId === commitment.recordedById);

/** Open and past its date. A date is over when its day is. */
export const isOverdue = ({ status, dueOn }: Pick<Commitment, 'status' | 'dueOn'>, today: string): boolean =>
  status === 'OPEN' && dueOn !== null && dueOn < today;
