import type { Viewer } from '@ura/access';
import { canonical } from '@ura/database';
import type { KeyService } from '@ura/vault';

/**
 * What is remembered of an input that says who somebody is, so that a repetition is known: a keyed mark.
 * A plain hash of a name and a birth date is found out by trying.
 */
export const fingerprint = async (
  service: KeyService,
  { organisationId }: Viewer,
  input: { readonly caseId: string; readonly idempotencyKey: string },
) => {
  const { caseId, idempotencyKey, ...rest } = input;
  const [mark] = await service.marks(organisationId ?? '', 'repetition', canonical(rest));
  return { caseId, idempotencyKey, mark };
};
