import type { Viewer } from '@ura/access';
import { isId, type ScopedDatabase } from '@ura/database';
import { Invalid } from '@ura/errors';
import { keyAfter, type Page, pageOf } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import { type EntityManager, In, MoreThan } from 'typeorm';
import { inOrder } from '../rows/rows.rules';
import { Place } from './place.entity';
import type { PlaceArgs, PlacesArgs } from './place.inputs';

export class PlaceService {
  private readonly rows = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager =>
      inOrder(ids, await manager.findBy(Place, { id: In([...ids]) }), ({ id }) => id),
    ),
  );

  constructor(
    private readonly database: ScopedDatabase,
    readonly viewer: Viewer,
  ) {}

  async byId(id: string): Promise<Place | null> {
    return isId(id) ? this.rows.load(id.toLowerCase()) : null;
  }

  /** Throws Invalid unless exactly one of id and code is given. */
  async one({ id, code }: PlaceArgs): Promise<Place | null> {
    if (Boolean(id) === Boolean(code)) throw new Invalid('id', 'Give either the id or the code.');
    return id ? this.byId(id) : this.database.run(manager => manager.findOneBy(Place, { code: code! }));
  }

  visible(args: PlacesArgs): Promise<Page<Place>> {
    const only = { ...(args.country && { country: args.country }), ...(args.level && { level: args.level }) };
    const [after] = keyAfter(args.after) ?? [];
    if (after !== undefined && /\p{Cc}/u.test(after)) {
      throw new Invalid('after', 'This is not a cursor of this list.');
    }
    return this.database.run(async manager => {
      const rows = await manager.find(Place, {
        where: { ...only, ...(after !== undefined && { code: MoreThan(after) }) },
        order: { code: 'ASC' },
        take: args.first + 1,
      });
      return pageOf(rows, args, ({ code }) => [code], await manager.countBy(Place, only));
    });
  }
}

/** The place with a code. Throws Invalid with the field that named it. */
export const placeCoded = async (manager: EntityManager, code: string, field: string): Promise<Place> => {
  const place = await manager.findOneBy(Place, { code });
  if (!place) throw new Invalid(field, 'There is no place with this code.');
  return place;
};

/** The places with these codes. Throws Invalid with the field when one of them is unknown. */
export const placesCoded = async (
  manager: EntityManager,
  codes: readonly string[],
  field: string,
): Promise<Place[]> => {
  const places = await manager.findBy(Place, { code: In([...codes]) });
  if (places.length < new Set(codes).size)
    throw new Invalid(field, 'There is no place with one of these codes.');
  return places;
};
