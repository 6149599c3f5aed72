import type { ScopedDatabase } from '@ura/database';
import DataLoader from 'dataloader';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { KnownPlace } from './place.entity';
import type { Places } from './place.rules';

const known = new WeakMap<DataSource, Places>();

/**
 * All places, by code. They are a reference that is loaded before the service starts and does not change
 * while it runs, so they are read once.
 */
export const knownPlaces = async (manager: EntityManager): Promise<Places> => {
  const earlier = known.get(manager.connection);
  if (earlier) return earlier;
  const places: KnownPlace[] = await manager.query(
    'select id, code, parent_code as "parentCode", level, country, latitude, longitude from place',
  );
  const byCode = new Map(places.map(place => [place.code, place]));
  if (byCode.size > 0) known.set(manager.connection, byCode);
  return byCode;
};

/** The same, in a transaction of its own where they are not known yet. */
export const placesIn = async (database: ScopedDatabase): Promise<Places> =>
  known.get(database.source) ?? database.run(knownPlaces);

export class PlaceService {
  private readonly codes = new DataLoader((codes: readonly string[]) =>
    this.database.run(async manager => {
      const places = await manager.findBy(KnownPlace, { code: In([...codes]) });
      return codes.map(code => places.find(place => place.code === code) ?? null);
    }),
  );

  constructor(private readonly database: ScopedDatabase) {}

  byCode(code: string): Promise<KnownPlace | null> {
    return this.codes.load(code);
  }
}
