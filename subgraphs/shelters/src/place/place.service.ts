import type { EntityManager } from 'typeorm';
import { KnownPlace } from './place.entity';
import type { Places } from './place.rules';

/** All places, by code: a hundred and twenty small rows. */
export const knownPlaces = async (manager: EntityManager): Promise<Places> => {
  const places = await manager.find(KnownPlace);
  return new Map(places.map(place => [place.code, place]));
};
