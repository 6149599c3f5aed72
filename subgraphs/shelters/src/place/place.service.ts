import type { ScopedDatabase } from '@ura/database';
import DataLoader from 'dataloader';
import { type EntityManager, In } from 'typeorm';
import { KnownPlace } from './place.entity';
import type { Places } from './place.rules';

/** All places, by code: a hundred and fifty small rows, without the detour of entities. */
export const knownPlaces = async (manager: EntityManager): Promise<Places> => {
  const places: KnownPlace[] = await manager.query(
    'select id, code, parent_code as "parentCode", level, country, latitude, longitude from place',
  );
  return new Map(places.map(place => [place.code, place]));
};

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
