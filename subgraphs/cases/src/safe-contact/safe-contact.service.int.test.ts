import {
  caseManager,
  codeOf,
  colleague,
  done,
  fieldOf,
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

const WANTED =
  '{ safeContact { channel reach hours whoMayAnswer codeWord languages mayLeaveMessage recordedAt } }';
const CASE = `query ($id: ID!) { case(id: $id) ${WANTED} }`;
const HOW = {
  channel: 'CALL',
  reach: '+355 00 000 0000',
  hours: '09:00-16:30',
  whoMayAnswer: 'Demo Provaj, her sister',
  codeWord: 'limon',
  languages: ['sq'],
  mayLeaveMessage: false,
};

test('P56 how she is reached safely is recorded sealed, shown to who works with her, and replaced as a whole', async () => {
  const ana = caseManager();
  const caseId = await openCase(it.client, ana);
  await done(mutate(it.client, ana, 'recordSafeContact', onCase(caseId, HOW)));
  const { data } = await it.client.ask(ana, CASE, { id: caseId });
  expect(data.case.safeContact).toMatchObject(HOW);
  const [row] = await it.owner.query('select * from safe_contact where case_id = $1', [caseId]);
  const kept = Object.values(row).map(value => (Buffer.isBuffer(value) ? value.toString() : String(value)));
  expect(kept.join(' ')).not.toMatch(/limon|Provaj|000 0000/);
  const [{ safe_contact_at: since }] = await it.owner.query(
    'select safe_contact_at from "case" where id = $1',
    [caseId],
  );
  expect(since).toBeInstanceOf(Date);
  const next = { channel: 'IN_PERSON', reach: 'the office' };
  await done(mutate(it.client, ana, 'recordSafeContact', onCase(caseId, next)));
  const after = await it.client.ask(ana, CASE, { id: caseId });
  expect(after.data.case.safeContact).toMatchObject({ ...next, codeWord: null, hours: null, languages: [] });
});

test('P7 a supervisor does not see how she is reached, and records nothing', async () => {
  const ana = caseManager();
  const caseId = await openCase(it.client, ana);
  await done(mutate(it.client, ana, 'recordSafeContact', onCase(caseId, HOW)));
  const supervisor = colleague(ana, 'SUPERVISOR');
  expect((await it.client.ask(supervisor, CASE, { id: caseId })).data.case).toEqual({ safeContact: null });
  expect(codeOf(await mutate(it.client, supervisor, 'recordSafeContact', onCase(caseId, HOW)))).toBe(
    'FORBIDDEN',
  );
});

test.each([
  ['hours that no clock has', { hours: '9 to 25' }, 'input.hours'],
  ['no number, address or place', { reach: null }, 'input.reach'],
  ['a language that is none', { languages: ['xx'] }, 'input.languages'],
])('%s is refused, and nothing is written', async (_what, more, field) => {
  const ana = caseManager();
  const caseId = await openCase(it.client, ana);
  const answer = await mutate(it.client, ana, 'recordSafeContact', onCase(caseId, { ...HOW, ...more }));
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
  expect(await it.owner.query('select from safe_contact where case_id = $1', [caseId])).toEqual([]);
});
