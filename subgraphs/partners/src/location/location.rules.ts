import type { PlaceLevel } from '../place/place.entity';
import type { Location } from './location.entity';

/** A location that is not public is not shown at all, so that it cannot be told from none. */
export const isShown = (location: Pick<Location, 'visibility'>): boolean => location.visibility === 'PUBLIC';

/** What is not public is not even kept finer than this. */
export const isWideEnough = (location: Pick<Location, 'visibility'>, level: PlaceLevel): boolean =>
  isShown(location) || level !== 'MUNICIPALITY';
