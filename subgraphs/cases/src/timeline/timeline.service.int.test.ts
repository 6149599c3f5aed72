import { assign, caseManager, colleague, openCase, type Stage, stage } from '../testing';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

test('P49 who reads what happened has looked at the parts in which it happened, and not at who she is', async () => {
  const ana = caseManager();
  const nurse = colleague(ana, 'SPECIALIST');
  const id = await openCase(it.client, ana, { kind: 'TRAFFICKING' });
  await assign(it.client, ana, id, nurse, 'HEALTH_WORKER');
  const looks = async (viewer: typeof ana) => {
    const query = 'query ($id: ID!) { case(id: $id) { timeline { edges { node { detail } } } } }';
    await it.client.ask(viewer, query, { id });
    const lines = await it.owner.query(
      `select distinct unnest(parts)::text as part from audit.entry
        where subject_id = $1 and actor_id = $2 and action like 'READ%' order by 1`,
      [id, viewer.id],
    );
    return lines.map(({ part }: { part: string }) => part);
  };
  expect(await looks(ana)).toEqual(['HEALTH', 'PROTECTION', 'RECORD', 'REINTEGRATION', 'TEAM']);
  expect(await looks(nurse)).toEqual(['HEALTH', 'RECORD', 'TEAM']);
});
