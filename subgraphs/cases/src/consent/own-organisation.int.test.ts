import { consentInput } from '../exchange.fixture';
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

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

test('P11 P49 nobody opens to their own organisation, and so to themselves, what they do not work on', async () => {
  const ana = caseManager();
  const caseId = await openCase(on.client, ana);
  const teacher = colleague(ana, 'SPECIALIST');
  await assign(on.client, ana, caseId, teacher, 'EDUCATION_WORKER');
  const consent = (by: typeof ana, recipientId: string, bundles: string[]) =>
    mutate(
      on.client,
      by,
      'recordConsent',
      consentInput(caseId, recipientId, { bundles, purposes: ['SHELTER'] }),
    );
  for (const own of [ana.organisationId, ana.organisationId.toUpperCase()]) {
    const answer = await consent(teacher, own, ['BASICS', 'IDENTITY']);
    expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', 'input.bundles']);
  }
  expect(codeOf(await consent(teacher, ana.organisationId, ['BASICS', 'REINTEGRATION']))).toBeUndefined();
  expect(codeOf(await consent(ana, ana.organisationId, ['BASICS', 'IDENTITY']))).toBeUndefined();
  expect(codeOf(await consent(teacher, caseManager().organisationId, ['HEALTH']))).toBeUndefined();
});
