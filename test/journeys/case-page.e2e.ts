import { isObjectType } from 'graphql';
import { newKey, type Person, startTestHub } from '../hub';
import { apiSchema, everythingOf, keysOutside } from './case-page';
import { heardStatements } from './statements';

const SOMEBODY = { kind: 'DOMESTIC_VIOLENCE', ageBand: 'AGE_25_59', sex: 'FEMALE', regionCode: 'AL-12' };

const opened = async (worker: Person, more: object = {}): Promise<string> => {
  const input = { ...SOMEBODY, ...more, idempotencyKey: newKey() };
  const { data, errors } = await worker.ask(
    'mutation ($input: OpenCaseInput!) { openCase(input: $input) { id } }',
    { input },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.openCase.id;
};

test('the whole page of a case is at most twelve statements, whatever the schema has', async () => {
  await using hub = await startTestHub({ away: ['shelters'] });
  await using statements = await heardStatements(process.env.URA_TEST_POSTGRES_URL!);
  const worker = await hub.as('case-manager@vatra');
  const dependantOfId = await opened(worker);
  const id = await opened(worker, { dependantOfId, ageBand: 'AGE_6_11' });
  const type = apiSchema().getType('Case');
  if (!isObjectType(type)) throw new Error('There is no Case.');
  const page = `query ($id: ID!) { case(id: $id) ${everythingOf(type, keysOutside('CASES', 'Case'))} }`;
  const sent = await statements.during(hub.databases.cases.service, async () => {
    const { data, errors } = await worker.ask(page, { id });
    expect(errors).toBeUndefined();
    expect(data.case).toMatchObject({ id, dependantOf: { id: dependantOfId }, team: [{}] });
  });
  expect(sent.length).toBeGreaterThanOrEqual(5);
  expect(sent.slice(12)).toEqual([]);
}, 120_000);
