import { newId } from '@ura/database';
import { headersOf } from '@ura/testkit';
import {
  assign,
  caseManager,
  codeOf,
  colleague,
  day,
  done,
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
const WANTED = `{ id plan { goals { id part service { code } provider { id } objective dueOn status
  terms { months startsOn workplaceKind document return { country escort documents receiverKind } } } } }`;

const school = { serviceCode: 'VS07', providerId, objective: 'EDUCATION', dueOn: day(90) };
const rent = {
  serviceCode: 'VS17',
  providerId,
  objective: 'SOCIAL_CARE',
  dueOn: day(300),
  terms: { months: 6, startsOn: day(10) },
};
const journey = {
  providerId,
  country: 'XK',
  returnsOn: day(30),
  escort: 'SOCIAL_WORKER',
  documents: ['EMERGENCY_TRAVEL_DOCUMENT'],
  receiverKind: 'NGO',
};

const plan = (viewer: ReturnType<typeof caseManager>, caseId: string, more: object) =>
  done(mutate(it.client, viewer, 'planService', onCase(caseId, more), WANTED));
const goals = async (caseId: string) =>
  (await it.owner.query('select count(*)::int from plan_goal where case_id = $1', [caseId]))[0].count;

test('a plan is made of services, each with a provider, a goal, a due date and its own terms', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  await plan(ana, id, school);
  const planned = await plan(ana, id, rent);
  expect(planned.plan.goals).toMatchObject([
    { part: 'REINTEGRATION', service: { code: 'VS07' }, provider: { id: providerId }, status: 'PLANNED' },
    { service: { code: 'VS17' }, dueOn: day(300), terms: { months: 6, startsOn: day(10), document: null } },
  ]);
});

test('a return has a country, an escort, documents and whoever receives her', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const planned = await done(mutate(it.client, ana, 'planReturn', onCase(id, journey), WANTED));
  expect(planned.plan.goals).toMatchObject([
    {
      part: 'PROTECTION',
      service: { code: 'VS02' },
      dueOn: day(30),
      objective: null,
      terms: {
        return: {
          country: 'XK',
          escort: 'SOCIAL_WORKER',
          documents: ['EMERGENCY_TRAVEL_DOCUMENT'],
          receiverKind: 'NGO',
        },
      },
    },
  ]);
  const goalId = planned.plan.goals[0].id;
  const input = { goalId, dueOn: day(45), idempotencyKey: newId() };
  const wanted = '{ plan { goals { dueOn terms { return { country returnsOn } } } } }';
  const moved = await done(mutate(it.client, ana, 'changeGoal', input, wanted));
  expect(moved.plan.goals).toEqual([
    { dueOn: day(45), terms: { return: { country: 'XK', returnsOn: day(45) } } },
  ]);
});

test.each([
  ['a service that is none', { ...school, serviceCode: 'VS99' }, 'input.serviceCode'],
  ['a return', { ...school, serviceCode: 'VS02' }, 'input.serviceCode'],
  [
    'a service that the provider does not give',
    { ...school, providerId: organisationCalled('pvpt') },
    'input.providerId',
  ],
  ['a provider that nobody knows', { ...school, providerId: newId() }, 'input.providerId'],
  ['rent for 5 months', { ...rent, terms: { months: 5, startsOn: day(10) } }, 'input.terms.months'],
  ['rent for 4000 months', { ...rent, terms: { months: 4000, startsOn: day(10) } }, 'input.terms.months'],
  ['rent from no day', { ...rent, terms: { months: 3 } }, 'input.terms.startsOn'],
  ['rent from before the case', { ...rent, terms: { months: 3, startsOn: day(-9) } }, 'input.terms.startsOn'],
  ['a training without a place', { ...school, serviceCode: 'VS14' }, 'input.terms.workplaceKind'],
  ['documents without saying which', { ...school, serviceCode: 'VS20' }, 'input.terms.document'],
  ['a term of another service', { ...school, terms: { document: 'PASSPORT' } }, 'input.terms.document'],
  ['a day that is over', { ...school, dueOn: day(-1) }, 'input.dueOn'],
  ['a day in another century', { ...school, dueOn: '2999-01-01' }, 'input.dueOn'],
])('a plan with %s is invalid, and nothing is written', async (_what, more, field) => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const answer = await mutate(it.client, ana, 'planService', onCase(id, more));
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
  expect(await goals(id)).toBe(0);
});

test.each([
  ['a country that is none', { ...journey, country: 'QQ' }, 'input.country'],
  ['a day that is over', { ...journey, returnsOn: day(-1) }, 'input.returnsOn'],
  ['nobody who receives her', { ...journey, receiverKind: null }, 'input.receiverId'],
  [
    'a provider that assists no returns',
    { ...journey, providerId: organisationCalled('pvpt') },
    'input.providerId',
  ],
  ['one document twice', { ...journey, documents: ['PASSPORT', 'PASSPORT'] }, 'input.documents'],
])('a return with %s is invalid, and nothing is written', async (_what, more, field) => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const answer = await mutate(it.client, ana, 'planReturn', onCase(id, more));
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
  expect(await goals(id)).toBe(0);
});

test('10 MB of text are refused before anybody reads them, and 1 MB by its field', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const long = await mutate(
    it.client,
    ana,
    'planService',
    onCase(id, { ...school, serviceCode: 'V'.repeat(1e6) }),
  );
  expect([codeOf(long), fieldOf(long)]).toEqual(['INVALID', 'input.serviceCode']);
  const { status } = await fetch(it.client.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headersOf({ viewer: ana, isProven: true }) },
    body: JSON.stringify({ query: '{ __typename }', variables: { note: 'V'.repeat(1e7) } }),
  });
  expect(status).toBe(413);
  expect(await goals(id)).toBe(0);
});

test('an id in capitals is the same id: what was done is answered', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  expect((await plan(ana, id.toUpperCase(), school)).plan.goals).toHaveLength(1);
});

test('a goal goes from status to status, and not from where there is no way', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const [{ id: goalId }] = (await plan(ana, id, school)).plan.goals;
  const change = (more: object) =>
    mutate(it.client, ana, 'changeGoal', { goalId, idempotencyKey: newId(), ...more }, WANTED);
  expect(codeOf(await change({ status: 'ACHIEVED' }))).toBe('CONFLICT');
  expect((await done(change({ status: 'IN_PROGRESS', dueOn: day(120) }))).plan.goals).toMatchObject([
    { status: 'IN_PROGRESS', dueOn: day(120) },
  ]);
  expect((await done(change({ status: 'NOT_ACHIEVED' }))).plan.goals[0].status).toBe('NOT_ACHIEVED');
  expect(codeOf(await change({ status: 'IN_PROGRESS' }))).toBe('CONFLICT');
  expect(codeOf(await change({ dueOn: day(150) }))).toBe('CONFLICT');
  expect(fieldOf(await change({}))).toBe('input.status');
});

test('P49 each member of the team sees and plans what belongs to their parts', async () => {
  const ana = caseManager();
  const [nurse, teacher] = [colleague(ana, 'SPECIALIST'), colleague(ana, 'SPECIALIST')];
  const id = await openCase(it.client, ana);
  await assign(it.client, ana, id, nurse, 'HEALTH_WORKER');
  await assign(it.client, ana, id, teacher, 'EDUCATION_WORKER');
  const [{ id: goalId }] = (await plan(ana, id, school)).plan.goals;
  const care = { ...school, serviceCode: 'VS05', objective: 'HEALTH' };
  expect((await plan(nurse, id, care)).plan.goals).toMatchObject([{ service: { code: 'VS05' } }]);
  expect(codeOf(await mutate(it.client, teacher, 'planService', onCase(id, care)))).toBe('FORBIDDEN');
  const change = { goalId, status: 'CANCELLED', idempotencyKey: newId() };
  expect(codeOf(await mutate(it.client, nurse, 'changeGoal', change))).toBe('NOT_FOUND');
  const { data } = await it.client.ask(
    teacher,
    `query ($id: ID!) { case(id: $id) { plan { goals { service { code } } } timeline { edges { node { kind detail } } } } }`,
    { id },
  );
  expect(data.case.plan.goals).toEqual([{ service: { code: 'VS07' } }]);
  expect(JSON.stringify(data.case.timeline)).not.toContain('VS05');
});

test('P50 an emergency opens a plan for reading, and not for writing', async () => {
  const ana = caseManager();
  const ben = colleague(ana, 'CASE_MANAGER');
  const id = await openCase(it.client, ana);
  await plan(ana, id, school);
  await it.owner.query(
    `insert into emergency_access (id, case_id, organisation_id, worker_id, reason, until)
     values ($1, $2, $3, $4, 'MISSING', now() + interval '1 hour')`,
    [newId(), id, ben.organisationId, ben.id],
  );
  const read =
    'query ($id: ID!) { case(id: $id) { plan { goals { status } } viewerMay { plan assess assign } } }';
  expect((await it.client.ask(ben, read, { id })).data.case).toEqual({
    plan: { goals: [{ status: 'PLANNED' }] },
    viewerMay: { plan: false, assess: false, assign: false },
  });
  expect(codeOf(await mutate(it.client, ben, 'planService', onCase(id, school)))).toBe('FORBIDDEN');
});
