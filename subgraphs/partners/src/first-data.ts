import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { AdvocacyActivity } from './advocacy/advocacy.entity';
import { Agreement } from './agreement/agreement.entity';
import { AgreementParty } from './agreement/agreement-party.entity';
import { Commitment } from './commitment/commitment.entity';
import { Figure } from './figure/figure.entity';
import { Location } from './location/location.entity';
import { Membership } from './membership/membership.entity';
import { MobileUnit } from './mobile-unit/mobile-unit.entity';
import { Organisation } from './organisation/organisation.entity';
import { organisationWords } from './organisation/organisation.service';
import { PhoneNumber } from './phone/phone.entity';
import { Place } from './place/place.entity';
import { Programme } from './programme/programme.entity';
import { Publication } from './publication/publication.entity';
import { Service } from './service/service.entity';
import { ServiceArea } from './service/service-area.entity';
import { indexServices } from './service-search/service-search.service';
import { ServiceType } from './service-type/service-type.entity';

// biome-ignore lint/suspicious/noExplicitAny: a record is what a person wrote; the columns say what is wrong with it
type Entry = any;

/** Keeps two starts at once from loading the same. */
const LOCK = 7_281_004;

/**
 * Loads the directory's first data from a folder. What is there already, by id or code, stays as it is,
 * with all that people have changed since.
 */
export const loadFirstData = async (manager: EntityManager, folder: string): Promise<void> => {
  await manager.query('select pg_advisory_xact_lock($1)', [LOCK]);
  const read = async (name: string): Promise<Entry[]> =>
    JSON.parse(await readFile(path.join(folder, `${name}.json`), 'utf8'));
  const places = await loadPlaces(manager, await read('places'));
  await addAbsent(manager, ServiceType, 'code', await read('service-types'));
  const organisations = await loadOrganisations(manager, await read('organisations'));
  const of = ({ organisationSlug }: Entry) => ({ organisationId: organisations(organisationSlug) });
  const programmes = (await read('programmes')).map(({ fundedBySlugs = [], ...entry }) => ({
    ...entry,
    ...of(entry),
    funderIds: fundedBySlugs.map(organisations),
  }));
  await addAbsent(manager, Programme, 'id', programmes);
  for (const [entity, file] of [
    [Figure, 'figures'],
    [Publication, 'publications'],
  ] as const) {
    await addAbsent(
      manager,
      entity,
      'id',
      (await read(file)).map(entry => ({ ...entry, ...of(entry) })),
    );
  }
  const locations = (await read('locations')).map(({ coordinates, ...entry }) => ({
    ...entry,
    ...of(entry),
    ...coordinates,
    placeId: places(entry.placeCode),
  }));
  await addAbsent(manager, Location, 'id', locations);
  const services = await read('services');
  const locationIds = idsBy('slug', locations);
  await loadServices(
    manager,
    services,
    entry => ({ ...of(entry), locationId: locationIds(entry.locationSlug) }),
    places,
  );
  const agreements = await read('agreements');
  await loadAgreements(manager, agreements, organisations);
  const agreementIds = idsBy('slug', agreements);
  const units = (await read('mobile-units')).map(entry => ({
    ...entry,
    ...of(entry),
    regionId: places(entry.regionCode),
    policeAgreementId: agreementIds(entry.policeAgreementSlug),
  }));
  await addAbsent(manager, MobileUnit, 'id', units);
  const [serviceIds, unitIds] = [idsBy('slug', services), idsBy('code', units)];
  const phones = (await read('phones')).map(entry => ({
    ...entry,
    ...of(entry),
    serviceId: serviceIds(entry.serviceSlug),
    mobileUnitId: unitIds(entry.mobileUnitCode),
  }));
  await addAbsent(manager, PhoneNumber, 'id', phones);
  const memberships = (await read('memberships')).map(entry => ({
    ...entry,
    ...of(entry),
    networkId: organisations(entry.networkSlug),
  }));
  await addAbsent(manager, Membership, 'id', memberships);
  const advocacy = (await read('advocacy')).map(entry => ({
    ...entry,
    ...of(entry),
    addressedToId: organisations(entry.addressedToSlug),
  }));
  await addAbsent(manager, AdvocacyActivity, 'id', advocacy);
  const commitments = (await read('commitments')).map(({ madeAt, text, ...entry }) => ({
    ...entry,
    occasion: madeAt,
    promise: text,
    institutionId: organisations(entry.institutionSlug),
  }));
  await addAbsent(manager, Commitment, 'id', commitments);
};

async function loadPlaces(manager: EntityManager, entries: Entry[]) {
  const ids = idsBy('code', entries);
  const byCode = new Map<string, Entry>(entries.map(entry => [entry.code, entry]));
  const chainOf = (entry: Entry): string[] =>
    entry.parentCode ? [entry.id, ...chainOf(byCode.get(entry.parentCode))] : [entry.id];
  const rows = entries.map(({ centroid, ...entry }) => ({
    ...entry,
    ...centroid,
    parentId: ids(entry.parentCode),
    chain: chainOf(entry),
  }));
  await addAbsent(manager, Place, 'id', rows);
  return ids;
}

async function loadOrganisations(manager: EntityManager, entries: Entry[]) {
  const ids = idsBy('slug', entries);
  const rows = entries.map(entry => ({
    ...entry,
    parentId: ids(entry.parentSlug),
    searchText: organisationWords(entry),
  }));
  await addAbsent(manager, Organisation, 'id', rows);
  return ids;
}

async function loadServices(
  manager: EntityManager,
  entries: Entry[],
  links: (entry: Entry) => { organisationId: string | null; locationId: string | null },
  places: (code: string) => string | null,
): Promise<void> {
  const countries = new Map<string, string>(
    (await manager.find(Organisation, { select: { id: true, country: true } })).map(it => [
      it.id,
      it.country,
    ]),
  );
  const rows = entries.map(({ schedule = [], ...entry }) => {
    const { organisationId, locationId } = links(entry);
    return { ...entry, schedule, organisationId, locationId, country: countries.get(organisationId ?? '') };
  });
  const added = await addAbsent(manager, Service, 'id', rows);
  const areas = added.flatMap(({ id, areaCodes }) =>
    areaCodes.map((code: string) => ({ serviceId: id, placeId: places(code) })),
  );
  if (areas.length > 0) await manager.insert(ServiceArea, areas);
  await indexServices(manager, { serviceIds: added.map(({ id }) => id) });
}

async function loadAgreements(
  manager: EntityManager,
  entries: Entry[],
  organisations: (slug: string) => string | null,
): Promise<void> {
  const added = await addAbsent(manager, Agreement, 'id', entries);
  const parties = added.flatMap(({ id, partySlugs }) =>
    partySlugs.map((slug: string, position: number) => ({
      agreementId: id,
      organisationId: organisations(slug),
      position,
    })),
  );
  if (parties.length > 0) await manager.insert(AgreementParty, parties);
}

/** Adds those that are not there yet, and returns them. One statement, so that they may point at each other. */
async function addAbsent(
  manager: EntityManager,
  entity: EntityTarget<ObjectLiteral>,
  key: 'id' | 'code',
  entries: Entry[],
): Promise<Entry[]> {
  const { tableName, columns } = manager.connection.getMetadata(entity);
  const there: { key: string }[] = await manager.query(`select ${key}::text as key from ${tableName}`);
  const known = new Set(there.map(row => row.key));
  const absent = entries.filter(entry => !known.has(entry[key]));
  const names = columns.map(({ propertyName }) => propertyName);
  const rows = absent.map(entry =>
    Object.fromEntries(names.filter(name => name in entry).map(name => [name, entry[name]])),
  );
  if (rows.length > 0) await manager.insert(entity, rows);
  return absent;
}

/** Finds the ids of entries by what others call them. Throws for a name that nothing has. */
const idsBy = (name: 'slug' | 'code', entries: Entry[]) => {
  const ids = new Map<string, string>(entries.map(entry => [entry[name], entry.id]));
  return (called: string | undefined): string | null => {
    if (called === undefined) return null;
    const id = ids.get(called);
    if (!id) throw new Error(`first data: nothing has the ${name} "${called}".`);
    return id;
  };
};
