import path from 'node:path';
import type { Member, Role } from '@ura/access';
import { newId } from '@ura/database';
import { type Answer, member, type SubgraphClient, subgraphClient, testDatabase } from '@ura/testkit';
import type { DataSource } from 'typeorm';
import { loadFirstData } from './first-data';
import { Location } from './location/location.entity';
import { Organisation } from './organisation/organisation.entity';
import { organisationWords } from './organisation/organisation.service';
import { PhoneNumber } from './phone/phone.entity';
import { Place } from './place/place.entity';
import { Service } from './service/service.entity';
import { ServiceArea } from './service/service-area.entity';
import { indexServices } from './service-search/service-search.service';
import { partners } from './subgraph';

export const FIRST_DATA = path.resolve(__dirname, '../../../infra/first-data');

/** A served directory with the first data in it, and the means to put more there. */
export interface Directory extends SubgraphClient {
  readonly owner: DataSource;
  /** The connection that the service itself uses. */
  readonly served: DataSource;
  organisation(row?: Partial<Organisation>): Promise<Organisation>;
  /** A service of a new organisation unless one is given, with the codes of its places. */
  service(row?: Partial<Service>, areaCodes?: readonly string[]): Promise<Service>;
  location(row: Partial<Location>, placeCode: string): Promise<Location>;
  phone(row: Partial<PhoneNumber>): Promise<PhoneNumber>;
  close(): Promise<void>;
}

export const openDirectory = async (): Promise<Directory> => {
  const { database, owner, close } = await testDatabase(partners);
  await owner.transaction(manager => loadFirstData(manager, FIRST_DATA));
  const client = await subgraphClient(partners, database);
  const save = <Row extends object>(entity: new () => Row, row: Partial<Row>): Promise<Row> =>
    owner.manager.save(entity, row as never) as Promise<Row>;
  const organisation: Directory['organisation'] = (row = {}) => {
    const id = row.id ?? newId();
    const name = row.name ?? { en: `Organisation ${id}` };
    const usual = { id, slug: `o-${id}`, name, kind: 'NGO', country: 'AL' } as const;
    return save(Organisation, { ...usual, searchText: organisationWords({ name }), ...row });
  };
  return {
    ...client,
    owner,
    served: database.source,
    organisation,
    service: async (row = {}, areaCodes = ['AL-12']) => {
      const organisationId = row.organisationId ?? (await organisation()).id;
      const service = await save(Service, {
        id: newId(),
        typeCode: 'VS04',
        organisationId,
        country: 'AL',
        name: { en: 'Counselling' },
        status: 'ACTIVE',
        settings: ['COMMUNITY'],
        eligibility: {},
        languages: ['sq'],
        schedule: [],
        ...row,
      });
      for (const code of areaCodes) {
        const { id: placeId } = await owner.manager.findOneByOrFail(Place, { code });
        await owner.manager.insert(ServiceArea, { serviceId: service.id, placeId });
      }
      await indexServices(owner.manager, { serviceIds: [service.id] });
      return service;
    },
    location: async (row, placeCode) => {
      const { id: placeId } = await owner.manager.findOneByOrFail(Place, { code: placeCode });
      const organisationId = row.organisationId ?? (await organisation()).id;
      return save(Location, { id: newId(), visibility: 'PUBLIC', ...row, organisationId, placeId });
    },
    phone: row => save(PhoneNumber, { id: newId(), kind: 'OFFICE', ...row }),
    close: async () => {
      await client.stop();
      await close();
    },
  };
};

/** Somebody of an organisation, with roles. */
export const of = (organisation: { id: string }, ...roles: Role[]): Member =>
  member({ organisationId: organisation.id, roles });

/** How a request was refused: the code and the field, or nothing when it was not. */
export const refusal = ({ errors }: Answer): string | undefined => {
  const [error] = errors ?? [];
  const { code, field } = error?.extensions ?? {};
  return error && [code, field].filter(Boolean).join(' ');
};
