import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Member, type Role } from '@ura/access';
import { newId } from '@ura/database';
import type { SubgraphClient, TestDatabase } from '@ura/testkit';
import { colleagueOf, member, subgraphClient, testDatabase } from '@ura/testkit';
import { DateTime } from 'luxon';
import { loadFirstData } from './first-data';
import { cases } from './subgraph';

export const FIRST_DATA = path.join(__dirname, '../../../infra/first-data');

export interface Stage extends TestDatabase {
  readonly client: SubgraphClient;
  end(): Promise<void>;
}

/** The subgraph over HTTP on a database of its own, with the places of the first data. */
export const stage = async (): Promise<Stage> => {
  const test = await testDatabase(cases);
  await test.owner.transaction(async manager => {
    await manager.query('select pg_advisory_xact_lock(7281003)');
    await loadFirstData(manager, FIRST_DATA);
  });
  const client = await subgraphClient(cases, test.database);
  return {
    ...test,
    client,
    end: async () => {
      await client.stop();
      await test.close();
    },
  };
};

/** Somebody who leads cases, in an organisation of their own unless one is given. */
export const caseManager = (organisationId?: string): Member =>
  member({ roles: ['CASE_MANAGER'], ...(organisationId && { organisationId }) });

/** A colleague of somebody, with these roles. */
export const colleague = (of: Member, ...roles: Role[]): Member => colleagueOf(of, ...roles);

/** Any mutation that takes an input, with what is wanted of the answer. */
export const mutate = (
  client: SubgraphClient,
  viewer: Member,
  name: string,
  input: object,
  wanted = '{ id }',
  type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`,
) => client.ask(viewer, `mutation ($input: ${type}!) { ${name}(input: $input) ${wanted} }`, { input });

/** A woman of whom nothing else is known, and whatever else is given. */
export const someone = (more: object = {}) => ({
  kind: 'DOMESTIC_VIOLENCE',
  ageBand: 'AGE_25_59',
  sex: 'FEMALE',
  regionCode: 'AL-12',
  idempotencyKey: newId(),
  ...more,
});

/** Opens a case and gives its id. */
export const openCase = async (
  client: SubgraphClient,
  viewer: Member,
  more: object = {},
): Promise<string> => {
  const { data, errors } = await mutate(client, viewer, 'openCase', someone(more));
  if (!data?.openCase) throw new Error(`The case was not opened: ${JSON.stringify(errors)}`);
  return data.openCase.id;
};

/** Gives somebody a place in the team. */
export const assign = async (
  client: SubgraphClient,
  by: Member,
  caseId: string,
  worker: Member,
  work: string,
  ends = false,
): Promise<void> => {
  const input = { caseId, workerId: worker.id, function: work, ends, idempotencyKey: newId() };
  const { errors } = await mutate(client, by, 'assignWorker', input);
  if (errors) throw new Error(`Nobody was assigned: ${JSON.stringify(errors)}`);
};

/** The id of an organisation of the first data. */
export const organisationCalled = (wanted: string): string => {
  const file = readFileSync(path.join(FIRST_DATA, 'organisations.json'), 'utf8');
  const organisations: { id: string; slug: string }[] = JSON.parse(file);
  return organisations.find(({ slug }) => slug === wanted)!.id;
};

/** A day so many days from today, as the owners' countries have it. */
export const day = (days: number): string =>
  DateTime.now().setZone('Europe/Tirane').plus({ days }).toISODate()!;

/** What every mutation says beyond its own. */
export const onCase = (caseId: string, more: object = {}) => ({ caseId, idempotencyKey: newId(), ...more });

/** What a mutation must have done. */
export const done = async (answer: ReturnType<typeof mutate>) => {
  const { data, errors } = await answer;
  if (errors) throw new Error(`It was refused: ${JSON.stringify(errors)}`);
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
  return Object.values(data)[0] as any;
};

interface PageOf<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Everything that a list has, page by page. */
export const everyPage = async <Node>(
  pageAfter: (after: string | null) => Promise<PageOf<Node>>,
): Promise<Node[]> => {
  const nodes: Node[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { edges, pageInfo }: PageOf<Node> = await pageAfter(after);
    nodes.push(...edges.map(({ node }) => node));
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }
  return nodes;
};

/** The same, of a root field: the query takes `$after` and asks for `pageInfo`. */
export const everyPageOf = <Node>(
  client: SubgraphClient,
  viewer: Member,
  list: string,
  query: string,
): Promise<Node[]> => everyPage(async after => (await client.ask(viewer, query, { after })).data[list]);

interface Answered {
  readonly errors?: readonly { readonly extensions?: { readonly code?: string; readonly field?: string } }[];
}

/** The code of the first refusal, with the field where one is named. */
export const codeOf = ({ errors }: Answered): string | undefined => errors?.[0]?.extensions?.code;
export const fieldOf = ({ errors }: Answered): string | undefined => errors?.[0]?.extensions?.field;
