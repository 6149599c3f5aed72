import { newId } from '@ura/database';
import { recordConsent } from '../exchange.fixture';
import { caseManager, colleague, done, mutate, onCase, openCase, type Stage, stage } from '../testing';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

test('P42 a grant, what is sent under it and its withdrawal are lines in the owner’s chain, in the name of who did it', async () => {
  const ana = caseManager();
  const duty = colleague(ana, 'HOTLINE');
  const recipient = caseManager();
  const caseId = await openCase(it.client, ana);
  const consent = await done(
    mutate(
      it.client,
      ana,
      'recordConsent',
      onCase(caseId, {
        recipientId: recipient.organisationId,
        purposes: ['SHELTER'],
        bundles: ['BASICS', 'HEALTH'],
        form: 'WRITTEN',
        language: 'sq',
        textVersion: '1',
      }),
    ),
  );
  const to = { consentId: consent.id, toOrganisationId: recipient.organisationId };
  await done(
    mutate(
      it.client,
      ana,
      'sendReferral',
      onCase(caseId, { ...to, serviceCodes: ['VS01'], urgency: 'URGENT' }),
    ),
  );
  const withdrawn = { consentId: consent.id };
  await done(mutate(it.client, duty, 'withdrawConsent', withdrawn, '{ id }'));
  const lines = await it.owner.query(
    `select action, reason, parts::text[], actor_id as "actorId" from audit.entry
      where organisation_id = $1 and subject_id = $2 and action in ('GRANT', 'WITHDRAW') order by seq`,
    [ana.organisationId, caseId],
  );
  const parts = ['BASICS', 'HEALTH'];
  expect(lines).toEqual([
    { action: 'GRANT', reason: 'CONSENT', parts, actorId: ana.id },
    { action: 'GRANT', reason: 'REFERRAL', parts, actorId: ana.id },
    { action: 'WITHDRAW', reason: 'CONSENT', parts, actorId: duty.id },
  ]);
});

test('P42 an offer of a case and its acceptance are lines in the former owner’s chain, in the name of who did it', async () => {
  const [ana, besa] = [caseManager(), caseManager()];
  const caseId = await openCase(it.client, ana);
  await it.owner.query(`update "case" set status = 'ACTIVE' where id = $1`, [caseId]);
  const consentId = await recordConsent(it, ana, caseId, besa.organisationId);
  const offer = onCase(caseId, { consentId, toOrganisationId: besa.organisationId });
  const { id: transferId } = await done(mutate(it.client, ana, 'offerTransfer', offer));
  const answer = { transferId, accepts: true, idempotencyKey: newId() };
  await done(mutate(it.client, besa, 'answerTransfer', answer));
  const lines = await it.owner.query(
    `select action, reason, actor_id as "actorId" from audit.entry
      where organisation_id = $1 and subject_id = $2 and action in ('GRANT', 'TRANSFER') order by seq`,
    [ana.organisationId, caseId],
  );
  expect(lines).toEqual([
    { action: 'GRANT', reason: 'CONSENT', actorId: ana.id },
    { action: 'GRANT', reason: 'TRANSFER', actorId: ana.id },
    { action: 'TRANSFER', reason: 'ACCEPTED', actorId: besa.id },
  ]);
});
