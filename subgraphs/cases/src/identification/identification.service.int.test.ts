import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import {
  assign,
  caseManager,
  codeOf,
  colleague,
  fieldOf,
  mutate,
  openCase,
  type Stage,
  stage,
} from '../testing';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

const SHOWN = `{ id notices { to status } identification { status initialBy interviewOfferedOn interviewDeclinedOn decidedBy
  decidedOn formalInterview { on policePresent socialServicePresent joint }
  reflectionPeriod { startsOn days endsOn waived } } }`;

const advance = (viewer: Member, caseId: string, step: string, more: object = {}) =>
  mutate(
    it.client,
    viewer,
    'advanceIdentification',
    { caseId, step, idempotencyKey: newId(), ...more },
    SHOWN,
  );

const shown = async (viewer: Member, id: string) =>
  (await it.client.ask(viewer, `query ($id: ID!) { case(id: $id) ${SHOWN} }`, { id })).data.case;

const trafficked = async (more: object = {}) => {
  const ana = caseManager();
  return { ana, id: await openCase(it.client, ana, { kind: 'TRAFFICKING', mobileUnitId: newId(), ...more }) };
};

test('a case of trafficking begins with indications, and what a mobile unit saw is known as its', async () => {
  const { ana, id } = await trafficked();
  expect((await shown(ana, id)).identification).toMatchObject({
    status: 'INDICATIONS',
    initialBy: 'MOBILE_UNIT',
    formalInterview: null,
    reflectionPeriod: null,
  });
});

test('a potential victim is offered the interview, has it with police and social service, and is found to be a victim', async () => {
  const { ana, id } = await trafficked();
  await advance(ana, id, 'POTENTIAL_VICTIM', { on: '2026-01-01' });
  await advance(ana, id, 'FORMAL_INTERVIEW_OFFERED', { on: '2026-01-10' });
  await advance(ana, id, 'INTERVIEWED', {
    on: '2026-01-20',
    interview: { policePresent: true, socialServicePresent: true },
  });
  const { data } = await advance(ana, id, 'VICTIM', { on: '2026-02-01', decidedBy: 'POLICE' });
  expect(data.advanceIdentification.identification).toEqual({
    status: 'VICTIM',
    initialBy: 'MOBILE_UNIT',
    interviewOfferedOn: '2026-01-10',
    interviewDeclinedOn: null,
    decidedBy: 'POLICE',
    decidedOn: '2026-02-01',
    formalInterview: { on: '2026-01-20', policePresent: true, socialServicePresent: true, joint: true },
    reflectionPeriod: { startsOn: '2026-01-01', days: 90, endsOn: '2026-03-31', waived: false },
  });
});

test('who declines the interview stays a potential victim, with her period, and may change her mind', async () => {
  const { ana, id } = await trafficked();
  await advance(ana, id, 'POTENTIAL_VICTIM', { on: '2026-05-03' });
  await advance(ana, id, 'FORMAL_INTERVIEW_OFFERED', { on: '2026-05-04' });
  const { data } = await advance(ana, id, 'DECLINED', { on: '2026-05-05' });
  expect(data.advanceIdentification.identification).toMatchObject({
    status: 'POTENTIAL_VICTIM',
    interviewDeclinedOn: '2026-05-05',
    reflectionPeriod: { days: 90, waived: false },
  });
  expect((await advance(ana, id, 'FORMAL_INTERVIEW_OFFERED')).errors).toBeUndefined();
});

test('a decision that she is no victim can be reviewed, and nothing else of the case changes with it', async () => {
  const { ana, id } = await trafficked();
  const { data } = await advance(ana, id, 'NOT_VICTIM', { decidedBy: 'COURT_OR_PROSECUTION' });
  expect(data.advanceIdentification.identification.status).toBe('NOT_VICTIM');
  await advance(ana, id, 'UNDER_REVIEW');
  const again = await advance(ana, id, 'VICTIM', { decidedBy: 'NON_POLICE_GOVERNMENT' });
  expect(again.data.advanceIdentification.identification.status).toBe('VICTIM');
});

test('a reflection period has the days that the policy of its first day had, whatever comes later', async () => {
  const { ana, id } = await trafficked();
  const policy = newId();
  await advance(ana, id, 'POTENTIAL_VICTIM', { on: '2026-01-01', waivesReflection: true });
  await it.owner.query(
    `insert into reflection_policy (id, country, days, valid_from, source) values ($1, 'AL', 30, '2026-02-01', 'a test')`,
    [policy],
  );
  try {
    const other = await trafficked();
    await advance(other.ana, other.id, 'PRESUMED', { on: '2026-02-01' });
    const of = async (viewer: Member, caseId: string) =>
      (await shown(viewer, caseId)).identification.reflectionPeriod;
    expect(await of(ana, id)).toMatchObject({ days: 90, waived: true });
    expect(await of(other.ana, other.id)).toMatchObject({ days: 30, endsOn: '2026-03-02', waived: false });
  } finally {
    await it.owner.query('delete from reflection_policy where id = $1', [policy]);
  }
});

test('P19 signs of trafficking that are found in a case of another kind make its notices due, once', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  expect((await shown(ana, id)).identification).toBeNull();
  await advance(ana, id, 'POTENTIAL_VICTIM', { initialBy: 'NGO' });
  await advance(ana, id, 'FORMAL_INTERVIEW_OFFERED');
  await advance(ana, id, 'DECLINED');
  const { notices } = await shown(ana, id);
  expect(
    notices
      .filter(({ status }: { status: string }) => status === 'DUE')
      .map(({ to }: { to: string }) => to)
      .sort(),
  ).toEqual(['POLICE', 'RESPONSIBLE_AUTHORITY']);
});

test('P7 an identification is for the protection part: others of the team neither see nor change it', async () => {
  const { ana, id } = await trafficked();
  const teacher = colleague(ana, 'SPECIALIST');
  await assign(it.client, ana, id, teacher, 'EDUCATION_WORKER');
  expect((await shown(teacher, id)).identification).toBeNull();
  expect(codeOf(await advance(teacher, id, 'POTENTIAL_VICTIM'))).toBe('FORBIDDEN');
  expect(codeOf(await advance(caseManager(), id, 'POTENTIAL_VICTIM'))).toBe('NOT_FOUND');
});

test('no step was before the one that it follows', async () => {
  const { ana, id } = await trafficked();
  await advance(ana, id, 'POTENTIAL_VICTIM', { on: '2026-01-01' });
  await advance(ana, id, 'FORMAL_INTERVIEW_OFFERED', { on: '2026-01-10' });
  const held = (on: string) =>
    advance(ana, id, 'INTERVIEWED', { on, interview: { policePresent: true, socialServicePresent: true } });
  const early = await held('2026-01-09');
  expect([codeOf(early), fieldOf(early)]).toEqual(['INVALID', 'input.on']);
  expect((await held('2026-01-10')).data.advanceIdentification.identification.status).toBe('INTERVIEWED');
});

test('a step that does not follow is a conflict that names where it stands; the same key twice is one step', async () => {
  const { ana, id } = await trafficked();
  const answer = await advance(ana, id, 'VICTIM', { decidedBy: 'POLICE' });
  expect(codeOf(answer)).toBe('CONFLICT');
  expect(answer.errors![0]!.message).toContain('INDICATIONS');
  const key = { idempotencyKey: newId() };
  const first = await advance(ana, id, 'POTENTIAL_VICTIM', key);
  expect(await advance(ana, id, 'POTENTIAL_VICTIM', key)).toEqual(first);
});

test.each<[string, string, object, object, string]>([
  ['a day that has not come', 'POTENTIAL_VICTIM', {}, { on: '2999-01-01' }, 'input.on'],
  ['nobody who saw it first', 'POTENTIAL_VICTIM', { mobileUnitId: null }, {}, 'input.initialBy'],
  ['another who saw it first', 'POTENTIAL_VICTIM', {}, { initialBy: 'POLICE' }, 'input.initialBy'],
  ['a child at risk who is grown', 'AT_RISK_CHILD', {}, {}, 'input.step'],
  ['a decision by nobody', 'NOT_VICTIM', {}, {}, 'input.decidedBy'],
  ['a decision with another step', 'POTENTIAL_VICTIM', {}, { decidedBy: 'POLICE' }, 'input.decidedBy'],
  [
    'an interview with another step',
    'POTENTIAL_VICTIM',
    {},
    { interview: { policePresent: true, socialServicePresent: true } },
    'input.interview',
  ],
  [
    'giving up a period that has not begun',
    'NOT_VICTIM',
    {},
    { decidedBy: 'NGO', waivesReflection: true },
    'input.waivesReflection',
  ],
])('%s is INVALID, and nothing is written', async (_what, step, opened, more, field) => {
  const { ana, id } = await trafficked(opened);
  const before = await shown(ana, id);
  const answer = await advance(ana, id, step, more);
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
  expect(await shown(ana, id)).toEqual(before);
});
