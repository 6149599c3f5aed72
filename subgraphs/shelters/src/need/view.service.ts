import { setTimeout as pause } from 'node:timers/promises';
import type { Member } from '@ura/access';
import type { ScopedDatabase, Statement } from '@ura/database';
import type { Phone } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { countingProbes, type Probed } from '../keep-apart/probe.service';
import { phonesAt, type ShiftWithPhone } from '../on-call/on-call.rules';
import type { Places } from '../place/place.rules';
import { placesIn } from '../place/place.service';
import { Shelter } from '../shelter/shelter.entity';
import { type Houses, type RoomRow, roomsAmong } from './weigh.service';

/** Everything that any search for beds is answered from, at one moment. It is the same for everybody. */
interface View extends Omit<Houses, 'apart'> {
  readonly phones: ReadonlyMap<string, Phone>;
  /** The same shelters, for an answer to a need with a case reference, by their ids. */
  readonly withholding: ReadonlyMap<string, Shelter>;
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
  const read = async (searches: readonly Search[]): Promise<ViewFor[]> => {
    const places = await placesIn(database);
    const answers = await database.together(
      ...countingProbes(searches),
      residential(database.source),
      housesFor(searches),
    );
    const [, probed, shelters, [row]] = answers as [unknown, Probed[], object[], [Row]];
    const view = viewOf(shelters, row, places);
    return row.aparts.map((apart, index) => ({
      ...view,
      apart: new Set(apart),
      retryAt: probed[index]!.retryAt,
    }));
  };
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

/** The shelters where people live, by the names that their class has for the columns. */
const residential = (source: DataSource): Statement => {
  const columns = source
    .getMetadata(Shelter)
    .columns.map(({ type, databaseName, propertyName }) =>
      type === 'date' ? `${databaseName}::text as "${propertyName}"` : `${databaseName} as "${propertyName}"`,
    );
  return {
    text: `select ${columns.join(', ')} from shelter where 'RESIDENTIAL' = any(programmes)`,
    values: [],
  };
};

/** The time, and what is true then. Who is apart is asked for everybody alike, with a reference or none. */
const housesFor = (searches: readonly Search[]): Statement => ({
  text: `
    with clock as materialized (select date_trunc('milliseconds', clock_timestamp()) as now)
    select now,
           (select coalesce(json_agg(each), '[]')
              from (select room.id, room.shelter_id as "shelterId", room.family_unit as "familyUnit",
                           room.accessible, room.cots, array_agg(bed.id order by bed.label, bed.id) as beds
                      from room join bed on bed.room_id = room.id and coalesce(bed.overflow_until > now(), true)
                     group by room.id) each) as rooms,
           (select coalesce(json_agg(each), '[]')
              from (select shelter_id as "shelterId", days, "from", "to", phone, tier
                      from on_call_shift order by id) each) as shifts,
           (select coalesce(json_agg(json_build_object('bedId', bed_id, 'from', lower(during))), '[]')
              from claims_over(array(select id from bed), tstzrange(now, null))) as claims,
           (select json_agg(array(select kept_apart_shelters(case_ref)) order by place)
              from unnest($1::uuid[]) with ordinality as asked (case_ref, place)) as aparts
      from clock`,
  values: [searches.map(({ caseRef }) => caseRef)],
});

interface Row {
  readonly now: Date;
  readonly rooms: RoomRow[];
  readonly shifts: ShiftWithPhone[];
  readonly claims: { readonly bedId: string; readonly from: string }[];
  /** The shelters that are apart, for each search in turn. */
  readonly aparts: string[][];
}

const viewOf = (rows: readonly object[], { now, rooms, shifts, claims }: Row, places: Places): View => {
  const shelters = rows.map(row => Object.assign(new Shelter(), row));
  const withheld = shelters.map(row => Object.assign(new Shelter(), row, { withholdsFigures: true }));
  return {
    now,
    shelters,
    withholding: new Map(withheld.map(shelter => [shelter.id, shelter])),
    places,
    phones: phonesAt(now, shelters, shifts),
    ...roomsAmong(
      rooms,
      claims.map(({ bedId, from }) => ({ bedId, from: new Date(from) })),
    ),
  };
};
