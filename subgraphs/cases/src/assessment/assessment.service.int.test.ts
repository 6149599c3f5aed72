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
  type Stage,
  stage,
} from '../testing';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

const WANTED = `{ id risk assessments { part assessedOn risk
  protection { riskFactors safetyPlan incidents { type contexts happened { year month } } exploitation }
  health { needs } reintegration { needs } } viewerMay { assess } }`;

const protection = {
  risk: 'HIGH',
  riskFactors: ['THREAT_TO_KILL', 'TRAFFICKER_AT_LARGE'],
  safetyPlan: ['SAFE_ACCOMMODATION', 'CODE_WORD'],
  incidents: [
    {
      penetration: true,
      forGain: true,
      perpetrator: 'TRAFFICKER',
      ageBand: 'AGE_12_17',
      happened: { year: 2025, month: 3 },
    },
  ],
  exploitation: ['SEXUAL_EXPLOITATION'],
};
const parts = { protection, health: { needs: ['TRAUMA'] }, reintegration: { needs: ['SCHOOL_ENROLMENT'] } };

const count = async (caseId: string) =>
  (await it.owner.query('select count(*)::int from assessment where case_id = $1', [caseId]))[0].count;

test('an assessment of protection gives the case its risk, and incidents their type and contexts', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const found = await done(mutate(it.client, ana, 'assessCase', onCase(id, { protection }), WANTED));
  expect(found).toMatchObject({ risk: 'HIGH', viewerMay: { assess: true } });
  expect(found.assessments).toMatchObject([
    {
      part: 'PROTECTION',
      assessedOn: day(0),
      risk: 'HIGH',
      protection: {
        safetyPlan: ['SAFE_ACCOMMODATION', 'CODE_WORD'],
        incidents: [
          {
            type: 'RAPE',
            contexts: ['CHILD_SEXUAL_ABUSE', 'POSSIBLE_SEXUAL_EXPLOITATION'],
            happened: { year: 2025, month: 3 },
          },
        ],
      },
      health: null,
    },
  ]);
});

test('P49 each member of the team sees the assessments of their parts, and records no others', async () => {
  const ana = caseManager();
  const [nurse, teacher] = [colleague(ana, 'SPECIALIST'), colleague(ana, 'SPECIALIST')];
  const id = await openCase(it.client, ana);
  await assign(it.client, ana, id, nurse, 'HEALTH_WORKER');
  await assign(it.client, ana, id, teacher, 'EDUCATION_WORKER');
  await done(mutate(it.client, ana, 'assessCase', onCase(id, parts)));
  const seen = async (viewer: typeof ana) => {
    const { data } = await it.client.ask(viewer, `query ($id: ID!) { case(id: $id) ${WANTED} }`, { id });
    return data.case.assessments.map(({ part }: { part: string }) => part).sort();
  };
  expect(await seen(ana)).toEqual(['HEALTH', 'PROTECTION', 'REINTEGRATION']);
  expect(await seen(nurse)).toEqual(['HEALTH']);
  expect(await seen(teacher)).toEqual(['REINTEGRATION']);
  const ofHealth = onCase(id, { health: parts.health });
  expect(codeOf(await mutate(it.client, teacher, 'assessCase', ofHealth))).toBe('FORBIDDEN');
  expect(codeOf(await mutate(it.client, nurse, 'assessCase', onCase(id, parts)))).toBe('FORBIDDEN');
  expect(codeOf(await mutate(it.client, nurse, 'assessCase', ofHealth))).toBeUndefined();
  expect(await count(id)).toBe(4);
});

test('assessing twice with one key assesses once', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const input = onCase(id, { protection });
  for (let time = 0; time < 2; time++) await done(mutate(it.client, ana, 'assessCase', input));
  expect(await count(id)).toBe(1);
});

test.each([
  ['nothing', {}, 'input.protection'],
  ['a day that has not come', { health: parts.health, assessedOn: day(1) }, 'input.assessedOn'],
  ['a day before the case', { health: parts.health, assessedOn: '0001-01-01' }, 'input.assessedOn'],
  ['no risk', { protection: { ...protection, risk: 'NOT_ASSESSED' } }, 'input.protection.risk'],
  [
    'an incident in the future',
    { protection: { ...protection, incidents: [{ ...protection.incidents[0], happened: { year: 2199 } }] } },
    'input.protection.incidents.0.happened',
  ],
  [
    'a day that is none',
    {
      protection: {
        ...protection,
        incidents: [{ ...protection.incidents[0], happened: { year: 2025, month: 2, day: 30 } }],
      },
    },
    'input.protection.incidents.0.happened',
  ],
])('an assessment with %s is invalid, and nothing is written', async (_what, more, field) => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const answer = await mutate(it.client, ana, 'assessCase', onCase(id, more));
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
  expect(await count(id)).toBe(0);
  const { data } = await it.client.ask(ana, 'query ($id: ID!) { case(id: $id) { risk } }', { id });
  expect(data.case.risk).toBe('NOT_ASSESSED');
});

test('P61 somebody who does not see the case cannot assess it, nor tell it from one that is not there', async () => {
  const id = await openCase(it.client, caseManager());
  const stranger = caseManager();
  const hidden = await mutate(it.client, stranger, 'assessCase', onCase(id, parts));
  expect(codeOf(hidden)).toBe('NOT_FOUND');
  expect(hidden).toEqual(await mutate(it.client, stranger, 'assessCase', onCase(stranger.id, parts)));
});
