import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import { recordConsent } from '../exchange.fixture';
import { caseManager, done, mutate, onCase, openCase, type Stage, stage } from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

/** A case of which it is known who she is, taken over by Besa with these bundles. */
const takenOver = async (bundles: string[]) => {
  const [ana, besa] = [caseManager(), caseManager()];
  const caseId = await openCase(on.client, ana);
  const who = { givenName: 'Demo', familyName: 'Testova', phone: '+355 00 000 0123' };
  await done(mutate(on.client, ana, 'recordIdentity', onCase(caseId, who)));
  const contact = { channel: 'CALL', reach: '+355 00 000 0123', codeWord: 'lavender' };
  await done(mutate(on.client, ana, 'recordSafeContact', onCase(caseId, contact)));
  await on.owner.query(`update "case" set status = 'ACTIVE' where id = $1`, [caseId]);
  const consentId = await recordConsent(on, ana, caseId, besa.organisationId, { bundles });
  const offer = { caseId, consentId, toOrganisationId: besa.organisationId, idempotencyKey: newId() };
  const { id: transferId } = await done(mutate(on.client, ana, 'offerTransfer', offer));
  const taken = { transferId, accepts: true, idempotencyKey: newId() };
  const { case: next } = await done(mutate(on.client, besa, 'answerTransfer', taken, '{ case { id } }'));
  return { ana, besa, caseId, nextId: next.id as string };
};

const WHO = `query ($id: ID!) { case(id: $id) { survivor { givenName familyName phone }
  safeContact { channel reach codeWord } } }`;
const who = async (viewer: Member, id: string) => (await on.client.ask(viewer, WHO, { id })).data.case;

test('P16 with her consent, who she is goes to the new owner, under a key of theirs', async () => {
  const { ana, besa, caseId, nextId } = await takenOver(['BASICS', 'IDENTITY']);
  const known = {
    survivor: { givenName: 'Demo', familyName: 'Testova', phone: '+355 00 000 0123' },
    safeContact: { channel: 'CALL', reach: '+355 00 000 0123', codeWord: 'lavender' },
  };
  expect(await who(besa, nextId)).toEqual(known);
  expect(await who(ana, caseId)).toEqual(known);
  const keys = await on.owner.query(
    'select person_id as "caseId", organisation_id as "organisationId" from person_key where person_id = any($1)',
    [[caseId, nextId]],
  );
  expect(keys).toHaveLength(2);
  expect(keys).toContainEqual({ caseId: nextId, organisationId: besa.organisationId });
  const found = await on.client.ask(besa, '{ findSurvivors(name: "Testova Demo") { id } }');
  expect(found.data.findSurvivors).toEqual([{ id: nextId }]);
  const lines = await on.owner.query(
    `select organisation_id as "organisationId", action from audit.entry where reason = 'TRANSFER' and subject_id = any($1)`,
    [[caseId, nextId]],
  );
  expect(lines).toEqual(
    expect.arrayContaining([
      { organisationId: ana.organisationId, action: 'READ_IDENTITY' },
      { organisationId: besa.organisationId, action: 'RECORD_IDENTITY' },
    ]),
  );
});

test('P16 without it, the new owner learns nothing of who she is', async () => {
  const { besa, nextId } = await takenOver(['BASICS', 'HEALTH']);
  expect(await who(besa, nextId)).toEqual({ survivor: null, safeContact: null });
  const [{ count }] = await on.owner.query('select count(*)::int from survivor where case_id = $1', [nextId]);
  expect(count).toBe(0);
});
