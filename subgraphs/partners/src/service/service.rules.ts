import type { OpeningHours } from '../opening-hours/opening-hours.entity';
import type { Service } from './service.entity';

const STALE_DAYS = 180;

/** Whether nobody has said for 180 days that it is still true. */
export const isStale = ({ verifiedAt, asOf }: Pick<Service, 'verifiedAt' | 'asOf'>): boolean =>
  verifiedAt === null || asOf.getTime() - verifiedAt.getTime() > STALE_DAYS * 24 * 60 * 60 * 1_000;

/** Hours that open and close at the same time would be all day or never. */
export const saysWhen = ({ opens, closes }: Pick<OpeningHours, 'opens' | 'closes'>): boolean =>
  opens !== closes;
