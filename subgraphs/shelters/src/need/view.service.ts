import { setTimeout as pause } from 'node:timers/promises';
import type { Member } from '@ura/access';
import type { ScopedDatabase } from '@ura/database';
import type { Phone } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import type { DataSource, EntityManager } from 'typeorm';
import { clock } from '../claim/claim.service';
import { countProbes } from '../keep-apart/probe.service';
import { OnCallService } from '../on-call/on-call.service';
import { knownPlaces } from '../place/place.service';
import { Shelter } from '../shelter/shelter.entity';
import { grouped, type Houses, roomsIn } from './weigh.service';

/** Everything that any search for beds is answered from, at one moment. It is the same for everybody. */
interface View extends Omit<Houses, 'apart'> {
  readonly phones: ReadonlyMap<string, Phone>;
}

/** Who searches, and with which case reference, if with any. */
export interface Search {
  readonly viewer: Member;
  readonly caseRef: string | null;
}

/** The view for one search: with the shelters where somebody is whom the person of the case must not meet. */
export interface ViewFor extends View {
  readonly apart: ReadonlySet<string>;
  /** Set when this worker asked with too many references: when to come again. */
  readonly retryAt: Date | null;
}

type Loader = DataLoader<Search, ViewFor>;

const PATIENCE_MILLISECONDS = 250;

const loaders = new WeakMap<DataSource, Loader>();

/**
 * The view for one search, read after the search was asked. Searches that come while the last view is
 * being read wait for it, not for long, and then share the next one: twenty people who look at once cost
 * the database as much as two, and nobody is answered from before they asked. Nothing is kept between
 * views. With a reference or without, the same statements are run.
 */
export const viewFor = (database: ScopedDatabase, search: Search): Promise<ViewFor> => {
  const loader = loaders.get(database.source) ?? loaderOf(database.asSystem());
  loaders.set(database.source, loader);
  return loader.load(search);
};

function loaderOf(database: ScopedDatabase): Loader {
  let reading: Promise<unknown> = Promise.resolve();
  const read = (searches: readonly Search[]) =>
    database.run(async manager => {
      const retries = await countProbes(manager, searches);
      const apart = await apartFrom(manager, searches);
      const view = await viewOf(manager);
      return searches.map((_, index) => ({ ...view, apart: apart[index]!, retryAt: retries[index]! }));
    });
  return new DataLoader(
    searches => {
      const views = read(searches);
      reading = views.catch(() => undefined);
      return views;
    },
    {
      cache: false,
      batchScheduleFn: begin => void Promise.race([reading, pause(PATIENCE_MILLISECONDS)]).then(begin),
    },
  );
}

async function viewOf(manager: EntityManager): Promise<View> {
  const now = await clock(manager);
  const shelters = await manager
    .createQueryBuilder(Shelter, 'shelter')
    .where("'RESIDENTIAL' = any(shelter.programmes)")
    .getMany();
  const ids = shelters.map(({ id }) => id);
  const rooms = await roomsIn(manager, ids);
  return {
    now,
    shelters,
    places: await knownPlaces(manager),
    phones: await OnCallService.phonesNow(manager, ids),
    ...(await grouped(manager, rooms, now)),
  };
}

/** Asked for everybody alike, in one statement, whether there is a reference or none. */
const apartFrom = async (
  manager: EntityManager,
  searches: readonly Search[],
): Promise<ReadonlySet<string>[]> => {
  const rows: { apart: string[] }[] = await manager.query(
    `select array(select kept_apart_shelters(case_ref))::text[] as apart
       from unnest($1::uuid[]) with ordinality as asked (case_ref, place) order by place`,
    [searches.map(({ caseRef }) => caseRef)],
  );
  return rows.map(({ apart }) => new Set(apart));
};
