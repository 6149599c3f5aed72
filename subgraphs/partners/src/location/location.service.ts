import type { Viewer } from '@ura/access';
import { newId, type ScopedDatabase } from '@ura/database';
import { Invalid } from '@ura/errors';
import DataLoader from 'dataloader';
import { type EntityManager, In } from 'typeorm';
import { Place } from '../place/place.entity';
import { placeCoded } from '../place/place.service';
import { inOrder } from '../rows/rows.rules';
import { Location } from './location.entity';
import type { LocationInput } from './location.inputs';
import { isShown, isWideEnough } from './location.rules';

export class LocationService {
  private readonly rows = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const rows = await manager.findBy(Location, { id: In([...ids]) });
      return inOrder(ids, rows.filter(isShown), ({ id }) => id);
    }),
  );

  constructor(
    private readonly database: ScopedDatabase,
    readonly viewer: Viewer,
  ) {}

  /** A public location; null of any other, as if there were none. */
  byId(id: string): Promise<Location | null> {
    return this.rows.load(id);
  }
}

/** A location in the words of its input; null of none. */
export const locationGiven = async (
  manager: EntityManager,
  id: string | null,
): Promise<LocationInput | null> => {
  const row = id ? await manager.findOneBy(Location, { id }) : null;
  if (!row) return null;
  const { code: placeCode } = await manager.findOneByOrFail(Place, { id: row.placeId });
  return { name: row.name, visibility: row.visibility, placeCode, coordinates: row.coordinates };
};

/** Adds a location. Throws Invalid when it is finer than its visibility allows. Returns its id. */
export const addLocation = async (
  manager: EntityManager,
  organisationId: string,
  input: LocationInput,
): Promise<string> => {
  const place = await placeCoded(manager, input.placeCode, 'input.location.placeCode');
  if (!isWideEnough(input, place.level)) {
    throw new Invalid(
      'input.location.placeCode',
      'A location that is not public is given by its region or country, never finer.',
    );
  }
  if (input.coordinates && !isShown(input)) {
    throw new Invalid('input.location.coordinates', 'Only a public location has coordinates here.');
  }
  const id = newId();
  await manager.insert(Location, {
    id,
    organisationId,
    name: input.name ? { ...input.name } : null,
    visibility: input.visibility,
    placeId: place.id,
    latitude: input.coordinates?.latitude ?? null,
    longitude: input.coordinates?.longitude ?? null,
  });
  return id;
};
