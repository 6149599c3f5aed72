import { newId } from '@ura/database';
import { keys } from '../env';
import { caseManager, codeOf, done, mutate, onCase, openCase, type Stage, stage } from '../testing';
import { endRetention, purgeTokens } from './retention.service';

let it: Stage;
beforeAll(async () => {
  it = await stage();
  await verified(true);
});
afterAll(() => it.end());

const verified = (isVerified: boolean) =>
  it.owner.query('update retention_rule set is_verified = $1', [isVerified]);

const closedFor = async (years: number, more: object = {}) => {
  const ana = caseManager();
  const caseId = await openCase(it.client, ana, more);
  await done(mutate(it.client, ana, 'recordIdentity', onCase(caseId, { givenName: 'Demo' })));
  await it.owner.query(
    `update "case" set status = 'CLOSED', closed_at = now() - make_interval(years => $2) - interval '1 day' where id = $1`,
    [caseId, years],
  );
  return { ana, caseId };
};

const name = async ({ ana, caseId }: Awaited<ReturnType<typeof closedFor>>) => {
  const { data } = await it.client.ask(
    ana,
    'query ($id: ID!) { case(id: $id) { status survivor { givenName } } }',
    { id: caseId },
  );
  return data.case.survivor?.givenName ?? null;
};

const run = () => it.database.asSystem().run(manager => endRetention(manager, keys()));

test('P40 when the time of its rule is over, the identity is destroyed and the case stays', async () => {
  const [over, before] = [await closedFor(10), await closedFor(9)];
  const [child, grown] = [
    await closedFor(10, { ageBand: 'AGE_12_17' }),
    await closedFor(25, { ageBand: 'AGE_12_17' }),
  ];
  await run();
  expect([await name(over), await name(before), await name(child), await name(grown)]).toEqual([
    null,
    'Demo',
    'Demo',
    null,
  ]);
  const lines = await it.owner.query(
    `select actor_id, reason from audit.entry where subject_id = $1 and action = 'ERASE'`,
    [over.caseId],
  );
  expect(lines).toEqual([{ actor_id: null, reason: 'RETENTION_ENDED' }]);
});

test('P40 a rule that nobody has held against the law destroys nothing', async () => {
  const over = await closedFor(30);
  await verified(false);
  await run();
  expect(await name(over)).toBe('Demo');
  await verified(true);
  await run();
  expect(await name(over)).toBeNull();
});

test('P40 the time of a case that another organisation took over is over as well', async () => {
  const handedOver = async (years: number) => {
    const former = await closedFor(years);
    const consentId = newId();
    await it.owner.query(`update "case" set status = 'TRANSFERRED', closed_at = null where id = $1`, [
      former.caseId,
    ]);
    await it.owner.query(
      `insert into transfer (id, case_id, consent_id, from_organisation_id, to_organisation_id, status, answered_at)
       values ($1, $2, $1, $3, $1, 'ACCEPTED', now() - make_interval(years => $4) - interval '1 day')`,
      [consentId, former.caseId, former.ana.organisationId, years],
    );
    return former;
  };
  const [over, before] = [await handedOver(10), await handedOver(9)];
  await run();
  expect([await name(over), await name(before)]).toEqual([null, 'Demo']);
});

test('P43 a legal hold stops the clock', async () => {
  const held = await closedFor(10);
  await it.owner.query('update "case" set legal_hold = true where id = $1', [held.caseId]);
  await expect(run()).resolves.toBeUndefined();
  expect(await name(held)).toBe('Demo');
  await it.owner.query('update "case" set legal_hold = false where id = $1', [held.caseId]);
  await run();
  expect(await name(held)).toBeNull();
});

test('P40 without a rule of its country nothing is destroyed', async () => {
  const { ana, caseId } = await closedFor(40);
  await it.owner.query(`update "case" set country = 'IT' where id = $1`, [caseId]);
  await run();
  expect(await name({ ana, caseId })).toBe('Demo');
});

test('P38 tokens go when the time of their consent is over', async () => {
  const { ana, caseId } = await closedFor(0);
  const [over, holding] = [newId(), newId()];
  for (const [id, days] of [
    [over, -1],
    [holding, 1],
  ] as const) {
    await it.owner.query(
      `insert into consent (id, case_id, recipient_id, purposes, bundles, granted_on, valid_to, text_version, language)
       values ($1, $2, $3, '{DEDUP}', '{}', now()::date - 40, (now() at time zone 'Europe/Tirane')::date + $4::int, '1', 'sq')`,
      [id, caseId, newId(), days],
    );
    await it.owner.query(
      `insert into dedup_token (consent_id, token, case_id, organisation_id, recipient_id) values ($1, '1.x', $2, $3, $4)`,
      [id, caseId, ana.organisationId, newId()],
    );
  }
  await it.database.asSystem().run(purgeTokens);
  const left = await it.owner.query('select consent_id from dedup_token where case_id = $1', [caseId]);
  expect(left).toEqual([{ consent_id: holding }]);
  expect(codeOf(await mutate(it.client, ana, 'findPossibleMatches', onCase(caseId)))).toBe('CONFLICT');
});
