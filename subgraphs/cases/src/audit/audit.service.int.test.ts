import { newId } from '@ura/database';
import { referred } from '../exchange.fixture';
import {
  assign,
  caseManager,
  codeOf,
  colleague,
  done,
  mutate,
  onCase,
  openCase,
  type Stage,
  stage,
} from '../testing';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

const LOG = `query ($caseId: ID!, $first: Int, $after: String) { accessLog(caseId: $caseId, first: $first, after: $after) {
  edges { node { seq happenedAt action parts reason workerId organisation { id } } } pageInfo { hasNextPage endCursor } } }`;

test('P42 the team and the data officer see who looked at what, and never what they saw', async () => {
  const ana = caseManager();
  const caseId = await openCase(it.client, ana);
  await done(mutate(it.client, ana, 'recordIdentity', onCase(caseId, { givenName: 'Zamirqë' })));
  const nurse = colleague(ana, 'SPECIALIST');
  await assign(it.client, ana, caseId, nurse, 'HEALTH_WORKER');
  await it.client.ask(nurse, 'query ($id: ID!) { case(id: $id) { survivor { givenName } } }', { id: caseId });
  await assign(it.client, ana, caseId, nurse, 'HEALTH_WORKER', true);
  for (const viewer of [ana, colleague(ana, 'DATA_OFFICER')]) {
    const { data } = await it.client.ask(viewer, LOG, { caseId, first: 50 });
    const nodes = data.accessLog.edges.map(({ node }: { node: object }) => node);
    expect(nodes).toContainEqual(
      expect.objectContaining({
        action: 'READ_IDENTITY',
        parts: ['IDENTITY'],
        workerId: nurse.id,
        organisation: { id: ana.organisationId },
      }),
    );
    expect(nodes).toContainEqual(expect.objectContaining({ action: 'ASSIGN', parts: ['HEALTH_WORKER'] }));
    expect(nodes).toContainEqual(expect.objectContaining({ action: 'UNASSIGN', parts: ['HEALTH_WORKER'] }));
    expect(JSON.stringify(nodes)).not.toContain('Zamir');
  }
});

test('P61 who may not see who looked gets what a case that is not there gives', async () => {
  const recipient = await referred(it);
  const { ana, caseId } = recipient;
  for (const viewer of [
    colleague(ana, 'CASE_MANAGER'),
    caseManager(),
    colleague(caseManager(), 'DATA_OFFICER'),
    recipient.besa,
  ]) {
    expect(await it.client.ask(viewer, LOG, { caseId })).toEqual(
      await it.client.ask(viewer, LOG, { caseId: newId() }),
    );
  }
});

test('the log is paged without a gap, and another list’s cursor is refused', async () => {
  const ana = caseManager();
  const caseId = await openCase(it.client, ana);
  for (let time = 0; time < 3; time++) {
    await it.client.ask(ana, 'query ($id: ID!) { case(id: $id) { id } }', { id: caseId });
  }
  const first = (await it.client.ask(ana, LOG, { caseId, first: 2 })).data.accessLog;
  const next = (await it.client.ask(ana, LOG, { caseId, first: 2, after: first.pageInfo.endCursor })).data
    .accessLog;
  expect(first.edges[1].node.seq - next.edges[0].node.seq).toBe(1);
  const foreign = Buffer.from(JSON.stringify([newId()])).toString('base64url');
  expect(codeOf(await it.client.ask(ana, LOG, { caseId, after: foreign }))).toBe('INVALID');
});

test('P42 a data officer verifies the chain, and a line that was changed is found', async () => {
  const ana = caseManager();
  const officer = colleague(ana, 'DATA_OFFICER');
  await openCase(it.client, ana);
  const verify = (viewer: typeof ana) =>
    it.client.ask(viewer, '{ verifyAudit { isIntact fault brokenAtSeq entries } }');
  expect((await verify(officer)).data.verifyAudit).toMatchObject({ isIntact: true, fault: null });
  expect(codeOf(await verify(ana))).toBe('FORBIDDEN');
  await it.owner.query(`
    alter table audit.entry disable trigger only_added;
    update audit.entry set parts = '{HEALTH}' where organisation_id = '${ana.organisationId}' and seq = 1;
    alter table audit.entry enable always trigger only_added;`);
  expect((await verify(officer)).data.verifyAudit).toMatchObject({
    isIntact: false,
    fault: 'CHANGED',
    brokenAtSeq: 1,
  });
});
