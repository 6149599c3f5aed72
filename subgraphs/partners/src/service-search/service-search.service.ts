import type { Viewer } from '@ura/access';
import { isId, type ScopedDatabase } from '@ura/database';
import { Invalid } from '@ura/errors';
import { keyAfter, type LocalizedText, type Page, pageOf } from '@ura/vocabulary';
import { type EntityManager, In } from 'typeorm';
import { placeCoded } from '../place/place.service';
import { inOrder, present } from '../rows/rows.rules';
import { Service } from '../service/service.entity';
import { refuseUnknownTypes } from '../service-type/service-type.service';
import { patternsOf, searchText } from '../words/words.rules';
import type { ServiceSearch, ServicesArgs } from './service-search.inputs';
import { isKeyOf, type Key, type Order, orders } from './service-search.rules';

interface Found {
  readonly id: string;
  readonly place: string;
  readonly asOf: Date;
}

export class ServiceSearchService {
  constructor(
    private readonly database: ScopedDatabase,
    readonly viewer: Viewer,
  ) {}

  /**
   * Services that somebody can turn to: not those that have ended or are not offered. The nearest first
   * when the search says where, otherwise by type. `openNow` goes by the database's clock.
   */
  find({ search, ...page }: ServicesArgs): Promise<Page<Service>> {
    const order: Order = search?.near ? 'distance' : 'type';
    const after = keyAfter(page.after);
    if (after && !isKeyOf(order, after, isId)) {
      throw new Invalid('after', 'This is not a cursor of this list.');
    }
    return this.database.run(async manager => {
      const query = new SearchQuery();
      await narrow(manager, query, search ?? {});
      const source = `from service s ${search?.near ? distanceTo(query, search.near) : ''}`;
      const [{ count }] = await manager.query(
        `select count(*)::int as count from service s where ${query.where}`,
        query.filterValues,
      );
      const found: Found[] = await manager.query(
        `select s.id, ${orders[order].column}::text as place, now() as "asOf" ${source}
          where ${query.where} ${after ? `and ${query.after(order, after as Key)}` : ''}
          order by ${orders[order].column}, s.id limit ${page.first + 1}`,
        query.values,
      );
      const services = await hydrate(manager, found, order);
      return pageOf(services, page, ({ id }) => [found.find(it => it.id === id)!.place, id], count);
    });
  }
}

/** Conditions and their values, numbered as PostgreSQL wants them. */
class SearchQuery {
  readonly values: unknown[] = [];
  private filterCount = 0;
  private readonly conditions = [`s.status in ('ACTIVE', 'TEMPORARILY_CLOSED')`];

  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  and(condition: (value: (it: unknown) => string) => string): void {
    this.conditions.push(condition(it => this.value(it)));
    this.filterCount = this.values.length;
  }

  after(order: Order, [place, id]: Key): string {
    const { column, cast } = orders[order];
    return `(${column}, s.id) > (${this.value(place)}::${cast}, ${this.value(id)}::uuid)`;
  }

  get where(): string {
    return this.conditions.join(' and ');
  }

  /** The values of the conditions alone, for counting. */
  get filterValues(): unknown[] {
    return this.values.slice(0, this.filterCount);
  }
}

async function narrow(manager: EntityManager, query: SearchQuery, search: ServiceSearch): Promise<void> {
  const { text, typeCodes, categories, placeCode, language, openNow, organisationId } = search;
  if (text?.trim()) {
    const patterns = patternsOf(text);
    if (patterns.length === 0) query.and(() => 'false');
    for (const pattern of patterns) query.and($ => `s.search_text like ${$(pattern)}`);
  }
  if (typeCodes?.length) {
    await refuseUnknownTypes(manager, typeCodes, 'search.typeCodes');
    query.and($ => `s.type_code = any (${$(typeCodes)}::text[])`);
  }
  if (categories?.length) {
    const types = 'select t.code from service_type t where t.category';
    query.and($ => `s.type_code in (${types} = any (${$(categories)}::text[]))`);
  }
  if (placeCode) {
    const { chain } = await placeCoded(manager, placeCode, 'search.placeCode');
    const areas = 'select a.service_id from service_area a where a.place_id';
    query.and($ => `s.id in (${areas} = any (${$(chain)}::uuid[]))`);
  }
  if (language) query.and($ => `${$(language)}::text = any (s.languages)`);
  if (openNow !== null && openNow !== undefined) {
    query.and(
      $ => `(s.status = 'ACTIVE' and is_open(s.schedule, s.country, now())) = ${$(openNow)}::boolean`,
    );
  }
  if (organisationId) query.and($ => `s.organisation_id = ${$(organisationId)}::uuid`);
  if (search.for) fitting(query, search.for);
}

function fitting(query: SearchQuery, { sex, age, risk, situation }: NonNullable<ServiceSearch['for']>): void {
  const among = (key: string, code: unknown) => {
    const limit = `s.eligibility -> '${key}'`;
    query.and($ => `(${limit} is null or jsonb_exists(${limit}, ${$(code)}::text))`);
  };
  if (sex) among('sexes', sex);
  if (risk) among('risks', risk);
  if (situation) among('situations', situation);
  if (age === null || age === undefined) return;
  query.and(
    $ => `${$(age)}::int between coalesce((s.eligibility ->> 'minimumAge')::int, 0)
    and coalesce((s.eligibility ->> 'maximumAge')::int, 1000)`,
  );
}

/**
 * The distance as a join. A location that is not public lies, for everybody, in the middle of its
 * region, so that no distance and no order says more. Rounded, so that cursors are exact.
 */
function distanceTo(query: SearchQuery, near: { latitude: number; longitude: number }): string {
  const point = `${query.value(near.latitude)}::float8, ${query.value(near.longitude)}::float8`;
  return `join (
    select c.service_id, round(min(distance_km(${point}, c.latitude, c.longitude))::numeric, 1) as km
      from service_centre c group by c.service_id) d on d.service_id = s.id`;
}

async function hydrate(manager: EntityManager, found: readonly Found[], order: Order): Promise<Service[]> {
  const ids = found.map(({ id }) => id);
  const services = present(inOrder(ids, await manager.findBy(Service, { id: In(ids) }), ({ id }) => id));
  for (const service of services) {
    const { place, asOf } = found.find(({ id }) => id === service.id)!;
    Object.assign(service, { asOf, distanceKm: order === 'distance' ? Number(place) : null });
  }
  return services;
}

/** Which services to index again. */
type Which = { readonly serviceIds: readonly string[] } | { readonly organisationId: string };

interface Words {
  readonly id: string;
  readonly names: readonly (LocalizedText | null)[];
  readonly others: readonly (string | null)[];
}

/**
 * Writes what services are searched by: their own words, their type's, their organisation's, and the
 * names of the places that may be known. Call it whenever one of these changes. The services are locked
 * first, so that of two changes at once the second indexes what the first has left.
 */
export const indexServices = async (manager: EntityManager, which: Which): Promise<void> => {
  const [condition, value] =
    'serviceIds' in which
      ? ['s.id = any ($1::uuid[])', which.serviceIds]
      : ['s.organisation_id = $1::uuid', which.organisationId];
  const rows: Words[] = await manager.query(
    `select s.id, array[s.name, s.description, t.name, o.name]
                  || array(select p.name from known_place k join place p on p.id = k.place_id
                            where k.service_id = s.id) as names,
            array[o.acronym] || array(select unnest(p.alternate_names) from known_place k
                                        join place p on p.id = k.place_id where k.service_id = s.id) as others
       from service s join service_type t on t.code = s.type_code join organisation o on o.id = s.organisation_id
      where ${condition} order by s.id for no key update of s`,
    [value],
  );
  const texts = rows.map(({ names, others }) =>
    searchText([...names.flatMap(name => [name?.sq, name?.en, name?.sr]), ...others]),
  );
  await manager.query(
    `update service s set search_text = n.text
       from unnest($1::uuid[], $2::text[]) as n (id, text) where s.id = n.id`,
    [rows.map(({ id }) => id), texts],
  );
};
