import type { ScopedDatabase } from '@ura/database';
import { Invalid } from '@ura/errors';
import type { DataSource, EntityManager } from 'typeorm';
import type { KnownPlace } from './place.entity';

export type Places = ReadonlyMap<string, KnownPlace>;

const known = new WeakMap<DataSource, Places>();

/**
 * All places, by code. They are a reference that is loaded before the service starts and does not change
 * while it runs, so they are read once.
 */
export const knownPlaces = async (manager: EntityManager): Promise<Places> => {
  const earlier = known.get(manager.connection);
  if (earlier) return earlier;
  const places: KnownPlace[] = await manager.query(
    'select id, code, parent_code as "parentCode", level, country from place',
  );
  const byCode = new Map(places.map(place => [place.code, place]));
  if (byCode.size > 0) known.set(manager.connection, byCode);
  return byCode;
};

/** The region with this code. Throws Invalid, naming the field, for anything that is no region. */
export const regionOrInvalid = async (
  manager: EntityManager,
  code: string,
  field: string,
): Promise<KnownPlace> => {
  const place = (await knownPlaces(manager)).get(code);
  if (place?.level !== 'REGION') throw new Invalid(field, 'This is not the code of a region.');
  return place;
};

export class PlaceService {
  constructor(private readonly database: ScopedDatabase) {}

  async byCode(code: string): Promise<KnownPlace | null> {
    const places = known.get(this.database.source) ?? (await this.database.run(knownPlaces));
    return places.get(code) ?? null;
  }
}
