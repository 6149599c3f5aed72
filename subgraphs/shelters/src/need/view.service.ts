import type { ScopedDatabase } from '@ura/database';
import type { Phone } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import type { DataSource, EntityManager } from 'typeorm';
import { type ClaimOver, claimsOver, clock } from '../claim/claim.service';
import { OnCallService } from '../on-call/on-call.service';
import type { Places } from '../place/place.rules';
import { knownPlaces } from '../place/place.service';
import { Shelter } from '../shelter/shelter.entity';
import { type RoomRow, roomsOf } from './weigh.service';

/** Everything that any search for beds is answered from, at one moment. It is the same for everybody. */
export interface View {
  readonly now: Date;
  readonly places: Places;
  readonly shelters: readonly Shelter[];
  readonly rooms: readonly RoomRow[];
  readonly claims: readonly ClaimOver[];
  readonly phones: ReadonlyMap<string, Phone>;
}

export interface ViewFor extends View {
  /** Shelters where somebody is whom the person of the case must not meet. */
  readonly apart: ReadonlySet<string>;
}

/** By case reference; `''` is a search without one. */
type Loader = DataLoader<string, ViewFor>;

const loaders = new WeakMap<DataSource, Loader>();

/**
 * The view for one search, read after the search was asked. Searches that come while the last view is
 * being read wait for it and then share the next one: twenty people who look at once cost the database
 * as much as two, and nobody is answered from before they asked. Nothing is kept between views.
 */
export const viewFor = (database: ScopedDatabase, caseRef: string | null): Promise<ViewFor> => {
  const loader = loaders.get(database.source) ?? loaderOf(database.asSystem());
  loaders.set(database.source, loader);
  return loader.load(caseRef ?? '');
};

function loaderOf(database: ScopedDatabase): Loader {
  let reading: Promise<unknown> = Promise.resolve();
  const read = async (caseRefs: readonly string[]) => {
    const [view, apart] = await database.run(async manager => [
      await viewOf(manager),
      await apartFrom(manager, caseRefs),
    ]);
    return apart.map(shelters => ({ ...view, apart: shelters }));
  };
  return new DataLoader(
    caseRefs => {
      const views = read(caseRefs);
      reading = views.catch(() => undefined);
      return views;
    },
    { cache: false, batchScheduleFn: begin => void reading.then(begin) },
  );
}

async function viewOf(manager: EntityManager): Promise<View> {
  const now = await clock(manager);
  const shelters = await manager
    .createQueryBuilder(Shelter, 'shelter')
    .where("'RESIDENTIAL' = any(shelter.programmes)")
    .getMany();
  const ids = shelters.map(({ id }) => id);
  const rooms = await roomsOf(manager, ids);
  const beds = rooms.flatMap(room => room.beds);
  return {
    now,
    shelters,
    rooms,
    places: await knownPlaces(manager),
    claims: await claimsOver(manager, beds, now, null),
    phones: await OnCallService.phonesNow(manager, ids),
  };
}

/** Asked for everybody alike, in one statement, whether there is a reference or none. */
const apartFrom = async (
  manager: EntityManager,
  caseRefs: readonly string[],
): Promise<ReadonlySet<string>[]> => {
  const rows: { apart: string[] }[] = await manager.query(
    `select array(select kept_apart_shelters(case_ref))::text[] as apart
       from unnest($1::uuid[]) with ordinality as asked (case_ref, place) order by place`,
    [caseRefs.map(caseRef => caseRef || null)],
  );
  return rows.map(({ apart }) => new Set(apart));
};
