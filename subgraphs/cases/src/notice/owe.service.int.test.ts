import { newId } from '@ura/database';
import { caseManager, codeOf, done, mutate, onCase, openCase, someone } from '../testing';
import { CPU_VLORE, type Desk, ONAC, openDesk, POLICE_VLORE } from './notice.fixture';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());

test('P19 opening a case of trafficking owes the police and the Responsible Authority a notice, without a consent', async () => {
  const { all } = await desk.trafficked();
  expect(
    all.map(({ to, status, recipient, notRequiredReason }) => [to, status, recipient, notRequiredReason]),
  ).toEqual(
    expect.arrayContaining([
      ['POLICE', 'DUE', { id: POLICE_VLORE }, null],
      ['RESPONSIBLE_AUTHORITY', 'DUE', { id: ONAC }, null],
      ['CHILD_PROTECTION_UNIT', 'NOT_REQUIRED', { id: CPU_VLORE }, 'ADULT'],
    ]),
  );
  expect(all).toHaveLength(3);
});

test.each(['AGE_0_5', 'AGE_6_11', 'AGE_12_17'])(
  'P19 for a child of %s the Child Protection Unit is owed one too',
  async ageBand => {
    const { all } = await desk.trafficked({ ageBand });
    expect(all.find(({ to }) => to === 'CHILD_PROTECTION_UNIT')).toMatchObject({
      status: 'DUE',
      child: true,
    });
  },
);

test('a rule that comes later changes no notice that there is', async () => {
  const { ana, id, all } = await desk.trafficked();
  const rule = newId();
  await desk.owner.query(
    `insert into notice_rule (id, country, kind, "to", ages, not_required_reason, valid_from, source)
     values ($1, 'AL', 'TRAFFICKING', 'POLICE', 'ADULT', 'SURVIVOR_DECIDES', '2026-01-01', 'a test')`,
    [rule],
  );
  try {
    expect(await desk.noticesOf(ana, id)).toEqual(all);
    const next = await desk.noticesOf(ana, await openCase(desk.client, ana, { kind: 'TRAFFICKING' }));
    expect(next.find(({ to }) => to === 'POLICE')).toMatchObject({ status: 'NOT_REQUIRED' });
  } finally {
    await desk.owner.query('delete from notice_rule where id = $1', [rule]);
  }
});

test('a case that is not opened owes nothing', async () => {
  const ana = caseManager();
  const answer = await mutate(
    desk.client,
    ana,
    'openCase',
    someone({ kind: 'TRAFFICKING', regionCode: 'AL-99' }),
  );
  expect(codeOf(answer)).toBe('INVALID');
  const [{ count }] = await desk.owner.query('select count(*)::int from notice where organisation_id = $1', [
    ana.organisationId,
  ]);
  expect(count).toBe(0);
});

test('who would have to be told and owns the case itself is told nothing', async () => {
  const unit = caseManager(CPU_VLORE);
  const all = await desk.noticesOf(
    unit,
    await openCase(desk.client, unit, { kind: 'TRAFFICKING', ageBand: 'AGE_6_11' }),
  );
  expect(all.find(({ to }) => to === 'CHILD_PROTECTION_UNIT')).toMatchObject({
    status: 'NOT_REQUIRED',
    notRequiredReason: 'OWNER_IS_RECIPIENT',
  });
});

test('that nothing is owed is written once, however often somebody thinks of it', async () => {
  const police = caseManager(POLICE_VLORE);
  const id = await openCase(desk.client, police, { kind: 'TRAFFICKING' });
  const before = await desk.noticesOf(police, id);
  for (const step of ['PRESUMED', 'POTENTIAL_VICTIM']) {
    const input = onCase(id, { step, ...(step === 'PRESUMED' && { initialBy: 'POLICE' }) });
    await done(mutate(desk.client, police, 'advanceIdentification', input));
  }
  expect(await desk.noticesOf(police, id)).toEqual(before);
});

test.each([
  ['TRAFFICKING', 'AGE_25_59', { POLICE: null, RESPONSIBLE_AUTHORITY: null, CHILD_PROTECTION_UNIT: 'ADULT' }],
  [
    'TRAFFICKING',
    'UNKNOWN',
    { POLICE: null, RESPONSIBLE_AUTHORITY: null, CHILD_PROTECTION_UNIT: 'AGE_NOT_KNOWN' },
  ],
  [
    'DOMESTIC_VIOLENCE',
    'AGE_25_59',
    { POLICE: 'SURVIVOR_DECIDES', RESPONSIBLE_AUTHORITY: 'NOT_TRAFFICKING', CHILD_PROTECTION_UNIT: 'ADULT' },
  ],
  [
    'SEXUAL_VIOLENCE',
    'AGE_12_17',
    { POLICE: null, RESPONSIBLE_AUTHORITY: 'NOT_TRAFFICKING', CHILD_PROTECTION_UNIT: null },
  ],
  ['CHILD_AT_RISK', 'AGE_0_5', { RESPONSIBLE_AUTHORITY: 'NOT_TRAFFICKING', CHILD_PROTECTION_UNIT: null }],
])('P19 %s of %s: what is owed, and why the rest is not', async (kind, ageBand, expected) => {
  for (const regionCode of ['AL-12', 'hub:xk-district:prizren']) {
    const ana = caseManager();
    const id = await openCase(desk.client, ana, { kind, ageBand, regionCode });
    const all = await desk.noticesOf(ana, id);
    expect(Object.fromEntries(all.map(({ to, notRequiredReason }) => [to, notRequiredReason]))).toEqual(
      expected,
    );
  }
});
