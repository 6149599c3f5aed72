import { newId } from '@ura/database';
import {
  assign,
  caseManager,
  codeOf,
  colleague,
  day,
  done,
  everyPage,
  fieldOf,
  mutate,
  onCase,
  openCase,
  organisationCalled,
  type Stage,
  stage,
} from '../testing';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

const providerId = organisationCalled('vatra');
const parcel = {
  serviceCode: 'VS19',
  providerId,
  recipient: 'CHILD',
  amount: { minorUnits: 250_000, currency: 'ALL' },
  items: [{ kind: 'FOOD', count: 2 }],
};
const WANTED = `{ id services { edges { node { part service { code } givenOn recipient amount { minorUnits currency }
  items { kind count } goalId } } } plan { goals { id status } } }`;

const record = (viewer: ReturnType<typeof caseManager>, caseId: string, more: object) =>
  mutate(it.client, viewer, 'recordService', onCase(caseId, more), WANTED);

test('what was given says to whom, how much and what', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const { services } = await done(record(ana, id, parcel));
  const { serviceCode: code, providerId: _provider, ...rest } = parcel;
  expect(services.edges).toMatchObject([
    { node: { ...rest, part: 'REINTEGRATION', service: { code }, givenOn: day(0), goalId: null } },
  ]);
});

test('a goal begins with the first service for it, and is reached with the one that says so', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const goal = { serviceCode: 'VS19', providerId, objective: 'SOCIAL_CARE', dueOn: day(9) };
  const planned = await done(mutate(it.client, ana, 'planService', onCase(id, goal), WANTED));
  const goalId = planned.plan.goals[0].id;
  const statusAfter = async (more: object) =>
    (await done(record(ana, id, { ...parcel, goalId, ...more }))).plan.goals[0].status;
  expect(await statusAfter({})).toBe('IN_PROGRESS');
  expect(await statusAfter({})).toBe('IN_PROGRESS');
  expect(await statusAfter({ achieves: true })).toBe('ACHIEVED');
  expect(codeOf(await record(ana, id, { ...parcel, goalId }))).toBe('CONFLICT');
});

test('a list is paged, the latest first, without a gap, and holds only what is open', async () => {
  const ana = caseManager();
  const nurse = colleague(ana, 'SPECIALIST');
  const id = await openCase(it.client, ana, { openedOn: day(-20) });
  await assign(it.client, ana, id, nurse, 'HEALTH_WORKER');
  for (let back = 0; back < 5; back++) await done(record(ana, id, { ...parcel, givenOn: day(-back) }));
  await done(record(nurse, id, { serviceCode: 'VS05', providerId, recipient: 'SURVIVOR', givenOn: day(-9) }));
  const days = async (viewer: typeof ana) => {
    const nodes = await everyPage<{ givenOn: string }>(async after => {
      const { data } = await it.client.ask(
        viewer,
        `query ($id: ID!, $after: String) { case(id: $id) { services(first: 2, after: $after) {
          edges { node { givenOn } } pageInfo { hasNextPage endCursor } totalCount } } }`,
        { id, after },
      );
      expect(data.case.services.totalCount).toBeNull();
      return data.case.services;
    });
    return nodes.map(({ givenOn }) => givenOn);
  };
  expect(await days(ana)).toEqual([0, -1, -2, -3, -4, -9].map(day));
  expect(await days(nurse)).toEqual([day(-9)]);
});

test.each([
  ['tomorrow', { ...parcel, givenOn: day(1) }, 'input.givenOn'],
  ['before the case', { ...parcel, givenOn: day(-1) }, 'input.givenOn'],
  ['no money', { ...parcel, amount: { minorUnits: 0, currency: 'EUR' } }, 'input.amount.minorUnits'],
  ['less than one thing', { ...parcel, items: [{ kind: 'FOOD', count: -1 }] }, 'input.items.0.count'],
  ['a goal that is not in the plan', { ...parcel, goalId: newId() }, 'input.goalId'],
  ['no goal that it reaches', { ...parcel, achieves: true }, 'input.goalId'],
  ['a code that is none', { ...parcel, serviceCode: 'VS00' }, 'input.serviceCode'],
  ['a provider of other services', { ...parcel, providerId: organisationCalled('pvpt') }, 'input.providerId'],
])('a service with %s is invalid, and nothing is written', async (_what, more, field) => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const answer = await record(ana, id, more);
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
  const [{ count }] = await it.owner.query('select count(*)::int from service_record where case_id = $1', [
    id,
  ]);
  expect(count).toBe(0);
});
