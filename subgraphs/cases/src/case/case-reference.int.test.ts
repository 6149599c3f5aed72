import { newId } from '@ura/database';
import { caseManager, colleague, openCase, type Stage, stage } from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const ana = caseManager();
const stay = { id: newId() };

/** A case, and the pseudonym under which a shelter’s stay carries it. */
const carried = async () => {
  const id = await openCase(on.client, ana);
  const { data } = await on.client.ask(ana, 'query ($id: ID!) { case(id: $id) { caseRef(for: SHELTERS) } }', {
    id,
  });
  return { id, caseRef: data.case.caseRef as string };
};

test('P23 the case behind a stay shows itself to its team, and to nobody else of its owner or of others', async () => {
  const { id, caseRef } = await carried();
  const behind = async (viewer: typeof ana, reference: string) =>
    (await on.client.entities(viewer, 'Stay', [{ ...stay, caseRef: reference }], '{ case { id } }')).data
      ._entities;
  expect(await behind(ana, caseRef)).toEqual([{ case: { id } }]);
  for (const viewer of [colleague(ana, 'SHELTER_STAFF'), caseManager()]) {
    expect(await behind(viewer, caseRef)).toEqual([{ case: null }]);
  }
  expect(await behind(ana, newId())).toEqual([{ case: null }]);
  expect(await behind(ana, id)).toEqual([{ case: null }]);
});

test('a shelter learns whether the case behind a stay has ended, and no more', async () => {
  const { id, caseRef } = await carried();
  const keeper = colleague(caseManager(), 'SHELTER_STAFF');
  const hasEnded = async () =>
    (await on.client.entities(keeper, 'Stay', [{ ...stay, caseRef }], '{ caseHasEnded case { id } }')).data
      ._entities;
  expect(await hasEnded()).toEqual([{ caseHasEnded: false, case: null }]);
  await on.owner.query(`update "case" set status = 'CLOSED' where id = $1`, [id]);
  expect(await hasEnded()).toEqual([{ caseHasEnded: true, case: null }]);
});
