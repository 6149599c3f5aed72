import { newId } from '@ura/database';
import { recordConsent, referred } from '../exchange.fixture';
import { caseManager, mutate, openCase, type Stage, stage } from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

test('P11 P16 the database lets no recipient put what came to them on another case, consent or person', async () => {
  const { besa, caseId, consentId, referralId } = await referred(on);
  const other = await referred(on);
  const change = (set: string, value: unknown) =>
    on.database
      .as(besa)
      .run(manager => manager.query(`update referral set ${set} = $2 where id = $1`, [referralId, value]));
  for (const [set, value] of [
    ['case_id', other.caseId],
    ['consent_id', other.consentId],
    ['from_organisation_id', besa.organisationId],
    ['recipient_people', [newId(), besa.id]],
    ['except_people', [newId()]],
  ] as const) {
    await expect(change(set, value)).rejects.toThrow('another consent');
  }
  await change('status', 'ACKNOWLEDGED');
  const [kept] = await on.owner.query('select case_id, consent_id, status from referral where id = $1', [
    referralId,
  ]);
  expect(kept).toEqual({ case_id: caseId, consent_id: consentId, status: 'ACKNOWLEDGED' });
});

test('P49 a case that is handed over goes on in a new one, and is not copied into one that is there', async () => {
  const [ana, besa] = [caseManager(), caseManager()];
  const caseId = await openCase(on.client, ana);
  await on.owner.query(`update "case" set status = 'ACTIVE' where id = $1`, [caseId]);
  const consentId = await recordConsent(on, ana, caseId, besa.organisationId);
  const toOrganisationId = besa.organisationId;
  const input = { caseId, consentId, toOrganisationId, idempotencyKey: newId() };
  const { data } = await mutate(on.client, ana, 'offerTransfer', input);
  const handOver = (to: string): Promise<{ id: string }[]> =>
    on.database
      .as(besa)
      .run(manager => manager.query('select id from hand_over_case($1, $2)', [data.offerTransfer.id, to]));
  const theirs = await openCase(on.client, caseManager());
  await expect(handOver(theirs)).rejects.toThrow('goes on in a new one');
  expect(await handOver(newId())).toEqual([{ id: caseId }]);
});
