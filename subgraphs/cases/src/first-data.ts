import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { EntityManager } from 'typeorm';
import { KnownPlace } from './place/place.entity';
import { ServiceOffer } from './service/service-offer.entity';

const records = <Kind>(folder: string, file: string): Kind[] =>
  JSON.parse(readFileSync(path.join(folder, file), 'utf8'));

/** Loads what is not there yet, and touches nothing that is: people change it from then on. */
export const loadFirstData = async (manager: EntityManager, folder: string): Promise<void> => {
  const places = records<KnownPlace>(folder, 'places.json').map(
    ({ id, code, parentCode, level, country }) => ({
      id,
      code,
      parentCode,
      level,
      country,
    }),
  );
  await manager.createQueryBuilder().insert().into(KnownPlace).values(places).orIgnore().execute();
  await manager.createQueryBuilder().insert().into(ServiceOffer).values(offers(folder)).orIgnore().execute();
};

interface ServiceRecord {
  readonly typeCode: string;
  readonly organisationSlug: string;
  readonly status: string;
}

const offers = (folder: string): ServiceOffer[] => {
  const organisations = records<{ id: string; slug: string }>(folder, 'organisations.json');
  const idOf = new Map(organisations.map(({ id, slug }) => [slug, id]));
  return records<ServiceRecord>(folder, 'services.json')
    .filter(({ status }) => status === 'ACTIVE')
    .map(({ typeCode, organisationSlug }) => {
      const organisationId = idOf.get(organisationSlug);
      if (!organisationId) throw new Error(`services.json: there is no organisation ${organisationSlug}`);
      return { organisationId, serviceCode: typeCode };
    });
};
