import type { Viewer } from '@ura/access';
import { isId, newId, once, type ScopedDatabase } from '@ura/database';
import { Invalid, NotFound } from '@ura/errors';
import { keyAfter, type Page, type PageArgs, pageOf } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import { type EntityManager, In } from 'typeorm';
import { differences, keepChange, plain, signedIn } from '../change/change.service';
import { addLocation, locationGiven } from '../location/location.service';
import { organisationToEdit } from '../organisation/organisation.service';
import { placesCoded } from '../place/place.service';
import { grouped, inOrder } from '../rows/rows.rules';
import { isKeyOf } from '../service-search/service-search.rules';
import { indexServices } from '../service-search/service-search.service';
import { refuseUnknownTypes } from '../service-type/service-type.service';
import { Service } from './service.entity';
import type { AddServiceInput, ChangeServiceInput, VerifyServiceInput } from './service.inputs';
import { saysWhen } from './service.rules';
import { ServiceArea } from './service-area.entity';

const CHANGEABLE = {
  required: ['typeCode', 'name', 'status', 'settings', 'languages', 'eligibility', 'schedule'],
  optional: ['description', 'durationsInMonths', 'accreditations'],
} as const;

export class ServiceService {
  private readonly rows = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const rows = await asOfNow(manager, await manager.findBy(Service, { id: In([...ids]) }));
      return inOrder(ids, rows, ({ id }) => id);
    }),
  );

  private readonly areas = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const rows = await manager
        .createQueryBuilder(ServiceArea, 'a')
        .innerJoin('place', 'p', 'p.id = a.place_id')
        .where('a.service_id in (:...ids)', { ids })
        .orderBy('p.code')
        .getMany();
      return grouped(ids, rows, ({ serviceId }) => serviceId);
    }),
  );

  // One loader for each page that is asked for of several organisations.
  private readonly pages = new Map<string, DataLoader<string, Page<Service>>>();

  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  async byId(id: string): Promise<Service | null> {
    return isId(id) ? this.rows.load(id.toLowerCase()) : null;
  }

  async areaIdsOf(serviceId: string): Promise<string[]> {
    return (await this.areas.load(serviceId)).map(({ placeId }) => placeId);
  }

  /** All services of an organisation, those too that are not offered now. */
  async ofOrganisation(organisationId: string, args: PageArgs): Promise<Page<Service>> {
    const key = JSON.stringify([args.first, args.after]);
    const pages = this.pages.get(key) ?? this.pagesOfOrganisations(args);
    this.pages.set(key, pages);
    return pages.load(organisationId);
  }

  private pagesOfOrganisations(args: PageArgs): DataLoader<string, Page<Service>> {
    const after = keyAfter(args.after);
    if (after && !isKeyOf('type', after, isId)) {
      throw new Invalid('after', 'This is not a cursor of this list.');
    }
    return new DataLoader(ids =>
      this.database.run(async manager => {
        const following = after ? 'and (s.type_code, s.id) > ($3::text, $4::uuid)' : '';
        const found: { id: string }[] = await manager.query(
          `select page.id from unnest($1::uuid[]) as o (id) cross join lateral (
             select s.id from service s where s.organisation_id = o.id ${following}
              order by s.type_code, s.id limit $2) page`,
          [ids, args.first + 1, ...(after ?? [])],
        );
        const where = { id: In(found.map(({ id }) => id)) };
        const rows = await manager.find(Service, { where, order: { typeCode: 'ASC', id: 'ASC' } });
        const counts: { id: string; count: number }[] = await manager.query(
          `select organisation_id as id, count(*)::int as count from service
            where organisation_id = any ($1::uuid[]) group by organisation_id`,
          [ids],
        );
        const countOf = inOrder(ids, counts, ({ id }) => id);
        const rowsOf = grouped(ids, await asOfNow(manager, rows), ({ organisationId }) => organisationId);
        return rowsOf.map((page, n) =>
          pageOf(page, args, row => [row.typeCode, row.id], countOf[n]?.count ?? 0),
        );
      }),
    );
  }

  async add(input: AddServiceInput): Promise<Service> {
    const viewer = signedIn(this.viewer);
    refuseContradictions(input);
    return this.database.run(async manager => {
      const { id: organisationId, country } = await organisationToEdit(manager, viewer, input.organisationId);
      const id = await once(manager, { viewer, operation: 'addService', input }, async () => {
        await refuseUnknownTypes(manager, [input.typeCode], 'input.typeCode');
        const made = newId();
        const { idempotencyKey: _, organisationId: __, areaCodes, location, ...words } = input;
        const locationId = location ? await addLocation(manager, organisationId, location) : null;
        await manager.insert(Service, {
          ...(plain(words) as object),
          id: made,
          organisationId,
          country,
          locationId,
          eligibility: plain(input.eligibility ?? {}),
          schedule: plain(input.schedule ?? []),
        } as never);
        await cover(manager, made, areaCodes);
        await indexServices(manager, { serviceIds: [made] });
        const became = { ...plain(words), areaCodes, location: plain(location) };
        await keepChange(manager, viewer, { organisationId, entity: 'Service', entityId: made, became });
        return made;
      });
      return serviceNow(manager, id);
    });
  }

  /** Changes what the input gives, and nothing else. */
  async change(input: ChangeServiceInput): Promise<Service> {
    const viewer = signedIn(this.viewer);
    refuseContradictions(input);
    return this.database.run(async manager => {
      const row = await serviceToEdit(manager, viewer, input.serviceId);
      const given = {
        ...input,
        eligibility: input.eligibility === null ? {} : input.eligibility,
        schedule: input.schedule === null ? [] : input.schedule,
      };
      const { was, became } = differences(row, given, CHANGEABLE);
      if (became.typeCode) await refuseUnknownTypes(manager, [became.typeCode], 'input.typeCode');
      if (Object.keys(became).length > 0) await manager.update(Service, { id: row.id }, became as never);
      const changes = [
        { was, became },
        await changeLocation(manager, row, input),
        await changeAreas(manager, row, input),
      ];
      const whatWas = Object.assign({}, ...changes.map(change => change.was));
      const whatBecame = Object.assign({}, ...changes.map(change => change.became));
      if (Object.keys(whatBecame).length > 0) {
        await indexServices(manager, { serviceIds: [row.id] });
        await keepChange(manager, viewer, {
          organisationId: row.organisationId,
          entity: 'Service',
          entityId: row.id,
          was: whatWas,
          became: whatBecame,
        });
      }
      return serviceNow(manager, row.id);
    });
  }

  /** Somebody of the organisation says that all of it is still true. */
  async verify({ serviceId }: VerifyServiceInput): Promise<Service> {
    const viewer = signedIn(this.viewer);
    return this.database.run(async manager => {
      const row = await serviceToEdit(manager, viewer, serviceId);
      await manager.update(Service, { id: row.id }, { verifiedAt: () => 'now()' });
      const service = await serviceNow(manager, row.id);
      await keepChange(manager, viewer, {
        organisationId: row.organisationId,
        entity: 'Service',
        entityId: row.id,
        was: { verifiedAt: row.verifiedAt },
        became: { verifiedAt: service.verifiedAt },
      });
      return service;
    });
  }
}

/** Gives rows the moment at which they were read, by the database's clock. */
async function asOfNow(manager: EntityManager, services: Service[]): Promise<Service[]> {
  const [{ now }] = await manager.query('select now()');
  for (const service of services) service.asOf = now;
  return services;
}

async function serviceNow(manager: EntityManager, id: string): Promise<Service> {
  const [service] = await asOfNow(manager, [await manager.findOneByOrFail(Service, { id })]);
  return service!;
}

/** A service that the viewer may edit, locked, so that changes follow each other. Throws NotFound, or Forbidden. */
async function serviceToEdit(manager: EntityManager, viewer: Viewer, id: string): Promise<Service> {
  const row = await manager.findOne(Service, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (!row) throw new NotFound();
  await organisationToEdit(manager, viewer, row.organisationId);
  return row;
}

/** Locations are never changed: a service gets another, so that no other service moves with it. */
async function changeLocation(manager: EntityManager, row: Service, { location }: ChangeServiceInput) {
  const was = { location: location === undefined ? null : await locationGiven(manager, row.locationId) };
  const difference = differences(was, { location }, { required: [], optional: ['location'] });
  if ('location' in difference.became) {
    const locationId = location ? await addLocation(manager, row.organisationId, location) : null;
    await manager.update(Service, { id: row.id }, { locationId });
  }
  return difference;
}

async function changeAreas(manager: EntityManager, { id }: Service, { areaCodes }: ChangeServiceInput) {
  const rows: { code: string }[] = await manager.query(
    'select p.code from service_area a join place p on p.id = a.place_id where a.service_id = $1',
    [id],
  );
  const was = { areaCodes: rows.map(({ code }) => code).sort() };
  const given = { areaCodes: areaCodes && [...new Set(areaCodes)].sort() };
  const difference = differences(was, given, { required: ['areaCodes'], optional: [] });
  if (difference.became.areaCodes) {
    await manager.delete(ServiceArea, { serviceId: id });
    await cover(manager, id, difference.became.areaCodes);
  }
  return difference;
}

async function cover(manager: EntityManager, serviceId: string, codes: readonly string[]): Promise<void> {
  const places = await placesCoded(manager, codes, 'input.areaCodes');
  await manager.insert(
    ServiceArea,
    places.map(({ id }) => ({ serviceId, placeId: id })),
  );
}

function refuseContradictions({
  schedule,
  eligibility,
}: Pick<ChangeServiceInput, 'schedule' | 'eligibility'>): void {
  if (schedule && !schedule.every(saysWhen)) {
    throw new Invalid(
      'input.schedule',
      'Hours that open and close at the same time say nothing; use 00:00 to 24:00.',
    );
  }
  const { minimumAge, maximumAge } = eligibility ?? {};
  if ((minimumAge ?? 0) > (maximumAge ?? 120)) {
    throw new Invalid('input.eligibility.maximumAge', 'The highest age is below the lowest.');
  }
}
