import type { Viewer } from '@ura/access';
import { isId, newId, once, type ScopedDatabase } from '@ura/database';
import { Invalid, NotFound } from '@ura/errors';
import { keyAfter, type Page, type PageArgs, pageOf } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import { type EntityManager, In, MoreThan } from 'typeorm';
import { differences, keepChange, plain, signedIn } from '../change/change.service';
import { addLocation } from '../location/location.service';
import { organisationToEdit } from '../organisation/organisation.service';
import { placesCoded } from '../place/place.service';
import { grouped, inOrder } from '../rows/rows.rules';
import { indexServices } from '../service-search/service-search.service';
import { refuseUnknownTypes } from '../service-type/service-type.service';
import { Service } from './service.entity';
import type { AddServiceInput, ChangeServiceInput, VerifyServiceInput } from './service.inputs';
import { saysWhen } from './service.rules';
import { ServiceArea } from './service-area.entity';

const CHANGEABLE = {
  required: ['typeCode', 'name', 'status', 'settings', 'languages'],
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
  ofOrganisation(organisationId: string, args: PageArgs): Promise<Page<Service>> {
    const after = keyAfter(args.after);
    if (after && !(after.length === 2 && /^[A-Z0-9]{1,20}$/.test(after[0] ?? '') && isId(after[1] ?? ''))) {
      throw new Invalid('after', 'This is not a cursor of this list.');
    }
    const [typeCode = '', id = ''] = after ?? [];
    return this.database.run(async manager => {
      const following = [
        { organisationId, typeCode: MoreThan(typeCode) },
        { organisationId, typeCode, id: MoreThan(id) },
      ];
      const rows = await manager.find(Service, {
        where: after ? following : { organisationId },
        order: { typeCode: 'ASC', id: 'ASC' },
        take: args.first + 1,
      });
      const totalCount = await manager.countBy(Service, { organisationId });
      return pageOf(await asOfNow(manager, rows), args, row => [row.typeCode, row.id], totalCount);
    });
  }

  async add(input: AddServiceInput): Promise<Service> {
    const viewer = signedIn(this.viewer);
    refuseEmptyHours(input);
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
        const became = { ...plain(words), areaCodes, locationId };
        await keepChange(manager, viewer, { organisationId, entity: 'Service', entityId: made, became });
        return made;
      });
      return serviceNow(manager, id);
    });
  }

  /** Changes what the input gives, and nothing else. */
  async change(input: ChangeServiceInput): Promise<Service> {
    const viewer = signedIn(this.viewer);
    refuseEmptyHours(input);
    return this.database.run(async manager => {
      const row = await serviceToEdit(manager, viewer, input.serviceId);
      const { was, became } = differences(row, input, CHANGEABLE);
      const whole = differences(
        row,
        { eligibility: input.eligibility === null ? {} : input.eligibility, schedule: input.schedule },
        { required: ['eligibility', 'schedule'], optional: [] },
      );
      Object.assign(was, whole.was);
      Object.assign(became, whole.became);
      if (became.typeCode) await refuseUnknownTypes(manager, [became.typeCode], 'input.typeCode');
      if (input.location !== undefined) {
        was.locationId = row.locationId;
        became.locationId = input.location
          ? await addLocation(manager, row.organisationId, input.location)
          : null;
      }
      if (Object.keys(became).length > 0) await manager.update(Service, { id: row.id }, became as never);
      const areas = await this.changeAreas(manager, row.id, input.areaCodes);
      if (Object.keys(became).length > 0 || areas) {
        await indexServices(manager, { serviceIds: [row.id] });
        await keepChange(manager, viewer, {
          organisationId: row.organisationId,
          entity: 'Service',
          entityId: row.id,
          was: { ...was, ...(areas && { areaCodes: areas.was }) },
          became: { ...became, ...(areas && { areaCodes: areas.became }) },
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

  private async changeAreas(manager: EntityManager, serviceId: string, codes: string[] | null | undefined) {
    if (codes === undefined) return undefined;
    if (codes === null) throw new Invalid('input.areaCodes', 'This cannot be taken away.');
    const rows: { code: string }[] = await manager.query(
      'select p.code from service_area a join place p on p.id = a.place_id where a.service_id = $1',
      [serviceId],
    );
    const was = rows.map(({ code }) => code).sort();
    const became = [...new Set(codes)].sort();
    if (was.join() === became.join()) return undefined;
    await manager.delete(ServiceArea, { serviceId });
    await cover(manager, serviceId, became);
    return { was, became };
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

/** Throws NotFound, or Forbidden. */
async function serviceToEdit(manager: EntityManager, viewer: Viewer, id: string): Promise<Service> {
  const row = await manager.findOneBy(Service, { id });
  if (!row) throw new NotFound();
  await organisationToEdit(manager, viewer, row.organisationId);
  return row;
}

async function cover(manager: EntityManager, serviceId: string, codes: readonly string[]): Promise<void> {
  const places = await placesCoded(manager, codes, 'input.areaCodes');
  await manager.insert(
    ServiceArea,
    places.map(({ id }) => ({ serviceId, placeId: id })),
  );
}

function refuseEmptyHours({
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
