import { newId } from '@ura/database';
import { type Answer, anonymous } from '@ura/testkit';
import type { Page } from '@ura/vocabulary';
import { type Directory, openDirectory } from '../testing';

let directory: Directory;
beforeAll(async () => {
  directory = await openDirectory();
});
afterAll(() => directory.close());

const FIELDS = `id type { code } organisation { id } areas { code } phones { number } openNow stale
  location { place { code } } distanceKm`;

test('a list of services asks the database no more often the longer it is', async () => {
  const { id: organisationId } = await directory.organisation();
  const statements = async () => {
    const seen: string[] = [];
    const { logger } = directory.served;
    directory.served.setOptions({
      logging: true,
      logger: { ...logger, logQuery: (query: string) => seen.push(query) },
    } as never);
    const query = `{ services(search: { organisationId: "${organisationId}" }, first: 100) { edges { node { ${FIELDS} } } } }`;
    const { errors } = await directory.ask(anonymous, query);
    directory.served.setOptions({ logging: false, logger } as never);
    expect(errors).toBeUndefined();
    return seen.filter(statement => /^\s*select/i.test(statement) && !statement.includes('set_config'))
      .length;
  };
  await directory.service({ organisationId });
  const few = await statements();
  for (const code of ['AL-01', 'AL-02', 'XK', 'AL-09'])
    await directory.service({ organisationId, typeCode: 'VS05' }, [code]);
  expect(few).toBeGreaterThan(0);
  expect(await statements()).toBe(few);
});

interface Listed {
  readonly organisations: Page<{ readonly services: Page<{ readonly type: { readonly code: string } }> }>;
}

test('the services of many organisations are read together, each a page of its own', async () => {
  const network = await directory.organisation({ kind: 'NETWORK' });
  for (const types of [['VS05', 'VS04'], ['VS06'], []]) {
    const { id: organisationId } = await directory.organisation();
    const membership = { id: newId(), organisationId, networkId: network.id, level: 'NATIONAL' };
    await directory.owner.manager.insert('Membership', membership);
    for (const typeCode of types) await directory.service({ organisationId, typeCode });
  }
  const query = `query ($filter: OrganisationFilter, $after: String) { organisations(filter: $filter) { edges { node {
    services(first: 1, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { type { code } } } } } } } }`;
  const read = async (after?: string | null) => {
    const variables = { filter: { networkId: network.id }, after };
    const { data }: Answer<Listed> = await directory.ask(anonymous, query, variables);
    return data!.organisations.edges
      .map(({ node: { services } }) => services)
      .sort((a, b) => a.totalCount! - b.totalCount!);
  };
  const codes = (pages: Awaited<ReturnType<typeof read>>) =>
    pages.map(({ edges }) => edges.map(({ node }) => node.type.code));
  const pages = await read();
  expect(pages.map(({ totalCount }) => totalCount)).toEqual([0, 1, 2]);
  expect(codes(pages)).toEqual([[], ['VS06'], ['VS04']]);
  expect(pages.map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([false, false, true]);
  expect(codes(await read(pages[2]!.pageInfo.endCursor))).toEqual([[], ['VS06'], ['VS05']]);
});
