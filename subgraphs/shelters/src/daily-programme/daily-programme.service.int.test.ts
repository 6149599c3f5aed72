import { newId } from '@ura/database';
import { member } from '@ura/testkit';
import { type House, openSite, refusal, type Site } from '../stay/house.fixture';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const inputOf: Record<string, string> = { enrolInDailyProgramme: 'Enrol' };
const tell = (viewer: House['staff'], mutation: string, input: object) =>
  site.client.ask(
    viewer,
    `mutation ($input: ${inputOf[mutation] ?? mutation[0]!.toUpperCase() + mutation.slice(1)}Input!)
      { ${mutation}(input: $input) { id startsOn endsOn attendance { on presence } shelter { id } } }`,
    { input },
  );

const enrol = async (house: House, input: object = {}): Promise<string> => {
  const { data, errors } = await tell(house.staff, 'enrolInDailyProgramme', {
    shelterId: house.shelter.id,
    startsOn: '2026-01-05',
    idempotencyKey: newId(),
    ...input,
  });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.enrolInDailyProgramme.id;
};

const record = (house: House, enrolmentId: string, on: string, presence = 'PRESENT') =>
  tell(house.staff, 'recordDailyAttendance', { enrolmentId, on, presence, idempotencyKey: newId() });

test('a day is recorded, and recording it again corrects it', async () => {
  const house = await site.house();
  const enrolmentId = await enrol(house);
  await record(house, enrolmentId, '2026-01-05');
  await record(house, enrolmentId, '2026-01-06', 'ABSENT');
  const { data } = await record(house, enrolmentId, '2026-01-06', 'EXCUSED');
  expect(data.recordDailyAttendance.attendance).toEqual([
    { on: '2026-01-06', presence: 'EXCUSED' },
    { on: '2026-01-05', presence: 'PRESENT' },
  ]);
});

test.each([
  ['2026-01-04', 'before the enrolment'],
  ['2199-01-01', 'not come yet'],
])('no attendance is recorded for %s: it is %s', async (on, words) => {
  const house = await site.house();
  const answer = await record(house, await enrol(house), on);
  expect(refusal(answer)).toMatchObject({
    code: 'INVALID',
    field: 'input.on',
    message: expect.stringContaining(words),
  });
});

test('what is over is ENDED, and says so', async () => {
  const house = await site.house();
  const enrolmentId = await enrol(house);
  await tell(house.staff, 'endEnrolment', { enrolmentId, endsOn: '2026-01-09' });
  expect(refusal(await record(house, enrolmentId, '2026-01-10'))?.message).toContain('ENDED');
  expect((await record(house, enrolmentId, '2026-01-09')).errors).toBeUndefined();
  expect(refusal(await tell(house.staff, 'endEnrolment', { enrolmentId }))).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('ENDED'),
  });
});

test('a shelter without a daily programme enrols nobody', async () => {
  const house = await site.house({ programmes: ['RESIDENTIAL'] });
  await expect(enrol(house)).rejects.toThrow('input.shelterId');
});

test('enrolling again with the same key is the same enrolment', async () => {
  const house = await site.house();
  const idempotencyKey = newId();
  expect(await enrol(house, { idempotencyKey })).toBe(await enrol(house, { idempotencyKey }));
});

test('the programme is for the shelter’s own staff', async () => {
  const [house, other] = [await site.house(), await site.house()];
  const enrolmentId = await enrol(house);
  const one = `{ enrolment(id: "${enrolmentId}") { id } }`;
  const list = `{ enrolments(shelterId: "${house.shelter.id}", on: "2026-01-05") { totalCount edges { node { id } } } }`;
  expect((await site.client.ask(house.staff, list)).data.enrolments).toMatchObject({ totalCount: 1 });
  expect(await site.client.ask(other.staff, one)).toEqual({ data: { enrolment: null } });
  expect((await site.client.ask(other.staff, list)).data.enrolments).toBeNull();
  expect(refusal(await record(other, enrolmentId, '2026-01-05'))?.code).toBe('NOT_FOUND');
  const outsider = member({ organisationId: house.manager.organisationId, roles: ['ANALYST'] });
  expect(refusal(await site.client.ask(outsider, one))?.code).toBe('FORBIDDEN');
});

test('P27 somebody who must not meet a resident is enrolled, and the manager looks at it again', async () => {
  const house = await site.house();
  const [here, there] = [newId(), newId()];
  await site.client.ask(
    house.staff,
    'mutation ($input: StartStayInput!) { startStay(input: $input) { id } }',
    {
      input: { bedId: house.beds[0]!.id, risk: 'LOW', caseRef: here, idempotencyKey: newId() },
    },
  );
  await site.client.ask(
    member({ roles: ['CASE_MANAGER'] }),
    'mutation ($input: KeepApartInput!) { keepApart(input: $input) { id } }',
    { input: { caseRef: here, otherCaseRef: there, idempotencyKey: newId() } },
  );
  await enrol(house, { caseRef: there });
  const { data } = await site.client.ask(
    house.manager,
    `{ alarms(shelterId: "${house.shelter.id}") { edges { node { kind } } } }`,
  );
  expect(data.alarms.edges).toEqual([{ node: { kind: 'PLACEMENT_REVIEW' } }]);
});
