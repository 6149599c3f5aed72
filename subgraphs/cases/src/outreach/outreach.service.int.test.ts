import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import { member } from '@ura/testkit';
import { codeOf, colleague, everyPageOf, fieldOf, mutate, type Stage, stage } from '../testing';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

const SHOWN = `{ id visitedOn setting mobileUnit { id } place { id }
  contacts { sex ageBand people withIndications } materials { kind pieces } }`;

const girls = { sex: 'FEMALE', ageBand: 'AGE_12_17', people: 12, withIndications: 1 };
const boys = { sex: 'MALE', ageBand: 'AGE_12_17', people: 9 };

const record = (viewer: Member, more: object = {}) =>
  mutate(
    it.client,
    viewer,
    'recordOutreach',
    {
      mobileUnitId: newId(),
      placeCode: 'AL-09',
      setting: 'SCHOOL',
      contacts: [girls, boys],
      idempotencyKey: newId(),
      ...more,
    },
    SHOWN,
  );

const VISITS = `query ($after: String) { outreachVisits(first: 2, after: $after) {
  edges { node ${SHOWN} } pageInfo { hasNextPage endCursor } } }`;

test('a mobile unit records where it was, with how many people it spoke, and what it gave them', async () => {
  const unit = member({ roles: ['MOBILE_UNIT'] });
  const mobileUnitId = newId();
  const materials = [{ kind: 'LEAFLET', pieces: 40 }];
  const { data } = await record(unit, { mobileUnitId, visitedOn: '2026-03-08', materials });
  expect(data.recordOutreach).toEqual({
    id: expect.any(String),
    visitedOn: '2026-03-08',
    setting: 'SCHOOL',
    mobileUnit: { id: mobileUnitId },
    place: { id: 'e0053f96-b7b8-477b-9e62-d87163c57d7f' },
    contacts: [girls, { ...boys, withIndications: 0 }],
    materials,
  });
});

test('P49 visits are for those who go out, in their own organisation', async () => {
  const unit = member({ roles: ['MOBILE_UNIT'] });
  const { data } = await record(unit);
  const ids = async (viewer: Member) =>
    (await it.client.ask(viewer, VISITS)).data.outreachVisits.edges.map(
      ({ node }: { node: { id: string } }) => node.id,
    );
  expect(await ids(colleague(unit, 'SUPERVISOR'))).toEqual([data.recordOutreach.id]);
  expect(await ids(member({ roles: ['MOBILE_UNIT'] }))).toEqual([]);
  for (const role of ['SHELTER_STAFF', 'TRAINER'] as const) {
    expect(codeOf(await record(colleague(unit, role)))).toBe('FORBIDDEN');
    expect(codeOf(await it.client.ask(colleague(unit, role), VISITS))).toBe('FORBIDDEN');
  }
});

test('visits are paged, the latest day first, without a gap; one key records one', async () => {
  const unit = member({ roles: ['MOBILE_UNIT'] });
  const key = { visitedOn: '2026-03-02', mobileUnitId: newId(), idempotencyKey: newId() };
  expect(await record(unit, key)).toEqual(await record(unit, key));
  for (const visitedOn of ['2026-03-01', '2026-03-03']) await record(unit, { visitedOn });
  const seen = await everyPageOf<{ visitedOn: string }>(it.client, unit, 'outreachVisits', VISITS);
  expect(seen.map(({ visitedOn }) => visitedOn)).toEqual(['2026-03-03', '2026-03-02', '2026-03-01']);
});

test.each([
  ['a day that has not come', { visitedOn: '2999-01-01' }, 'input.visitedOn'],
  ['a place that is none', { placeCode: 'diber' }, 'input.placeCode'],
  ['a whole country', { placeCode: 'AL' }, 'input.placeCode'],
  ['one sex and age twice', { contacts: [boys, boys] }, 'input.contacts'],
  [
    'signs of more people than there were',
    { contacts: [{ ...boys, withIndications: 10 }] },
    'input.contacts',
  ],
  ['a crowd', { contacts: [{ ...boys, people: 501 }] }, 'input.contacts.0.people'],
  ['nobody, as a group', { contacts: [{ ...boys, people: 0 }] }, 'input.contacts.0.people'],
  ['no leaflets', { materials: [{ kind: 'LEAFLET', pieces: 0 }] }, 'input.materials.0.pieces'],
])('%s is INVALID, and nothing is written', async (_what, more, field) => {
  const unit = member({ roles: ['MOBILE_UNIT'] });
  const answer = await record(unit, more);
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
  const [{ count }] = await it.owner.query(
    'select count(*)::int from outreach_visit where organisation_id = $1',
    [unit.organisationId],
  );
  expect(count).toBe(0);
});
