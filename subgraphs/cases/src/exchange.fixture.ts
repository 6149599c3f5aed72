import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import { caseManager, mutate, openCase, type Stage } from './testing';

/** What she allows somebody: everything there is, unless it is said. */
export const consentInput = (caseId: string, recipientId: string, more: object = {}) => ({
  caseId,
  recipientId,
  purposes: ['SHELTER', 'HEALTH', 'CASE_TRANSFER'],
  bundles: ['BASICS', 'HEALTH'],
  form: 'WRITTEN',
  language: 'sq',
  textVersion: '2026-03',
  idempotencyKey: newId(),
  ...more,
});

/** Records a consent and gives its id. */
export const recordConsent = async (
  on: Stage,
  by: Member,
  caseId: string,
  recipientId: string,
  more: object = {},
): Promise<string> => {
  const { data, errors } = await mutate(
    on.client,
    by,
    'recordConsent',
    consentInput(caseId, recipientId, more),
  );
  if (!data?.recordConsent) throw new Error(`There is no consent: ${JSON.stringify(errors)}`);
  return data.recordConsent.id;
};

export const referralInput = (caseId: string, consentId: string, to: string, more: object = {}) => ({
  caseId,
  consentId,
  toOrganisationId: to,
  serviceCodes: ['VS01'],
  urgency: 'URGENT',
  idempotencyKey: newId(),
  ...more,
});

/** Sends a referral and gives its id. */
export const sendReferral = async (
  on: Stage,
  by: Member,
  caseId: string,
  consentId: string,
  to: string,
  more: object = {},
): Promise<string> => {
  const { data, errors } = await mutate(
    on.client,
    by,
    'sendReferral',
    referralInput(caseId, consentId, to, more),
  );
  if (!data?.sendReferral) throw new Error(`There is no referral: ${JSON.stringify(errors)}`);
  return data.sendReferral.id;
};

/** A case of Ana's that is referred to Besa, of another organisation. */
export const referred = async (
  on: Stage,
  more: { readonly consent?: object; readonly referral?: object } = {},
) => {
  const [ana, besa] = [caseManager(), caseManager()];
  const caseId = await openCase(on.client, ana);
  const consentId = await recordConsent(on, ana, caseId, besa.organisationId, more.consent);
  const referralId = await sendReferral(on, ana, caseId, consentId, besa.organisationId, more.referral);
  return { ana, besa, caseId, consentId, referralId };
};
