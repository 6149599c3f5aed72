import type { EntityManager } from 'typeorm';
import { In } from 'typeorm';
import type { Consent } from '../consent/consent.entity';
import { Transfer } from '../transfer/transfer.entity';
import { type EndReason, Referral } from './referral.entity';
import { covers, liveReferrals } from './referral.rules';

/** What shares a case with another organisation: referrals and transfers, each under a consent. */

/** Whether the row's consent holds now. Asked of the database, since a recipient does not see a consent. */
const HOLDS = 'consent_holds(consent_id)';

/** A referral's status as it stands: nobody answered in time, or the consent ended, whatever is stored. */
export const REFERRAL_STATUS = `case
  when status = 'SENT' and answer_by <= now() then 'EXPIRED'
  when status in ('SENT', 'ACKNOWLEDGED', 'ACCEPTED', 'IN_SERVICE') and not ${HOLDS} then 'CLOSED_BY_SENDER'
  else status end`;

/** A transfer's, likewise. */
export const TRANSFER_STATUS = `case when status = 'OFFERED' and not ${HOLDS} then 'WITHDRAWN' else status end`;

/**
 * Ends every live referral and every open offer of a case, or those under one consent, in the transaction
 * of what ends them: a closure, a transfer, a withdrawal. The timeline names each.
 */
export const endExchanges = (
  manager: EntityManager,
  caseId: string,
  because: EndReason,
  consentId: string | null = null,
): Promise<unknown> => manager.query('select end_exchanges($1, $2, $3)', [caseId, consentId, because]);

/** Puts what stood on a former consent under the one that takes its place, and ends what that does not cover. */
export const standUnder = async (
  manager: EntityManager,
  formerId: string,
  { id, caseId, purposes, recipientPeople, exceptPeople }: Successor,
): Promise<void> => {
  const under = {
    consentId: id,
    recipientPeople: [...(recipientPeople ?? [])],
    exceptPeople: [...(exceptPeople ?? [])],
  };
  const live = await manager.findBy(Referral, { consentId: formerId, status: In(liveReferrals) });
  const covered = live
    .filter(({ serviceCodes }) => covers(purposes, serviceCodes))
    .map(referral => referral.id);
  if (covered.length > 0) await manager.update(Referral, { id: In(covered) }, under);
  if (purposes.includes('CASE_TRANSFER')) {
    await manager.update(Transfer, { consentId: formerId, status: 'OFFERED' }, under);
  }
  await endExchanges(manager, caseId, 'REVOKED', formerId);
};

type Successor = Pick<Consent, 'id' | 'caseId' | 'purposes'> & {
  readonly recipientPeople?: readonly string[] | null;
  readonly exceptPeople?: readonly string[] | null;
};

/**
 * Writes down what the clock has ended: referrals that nobody answered, and whatever stands on a consent
 * that is over. Readers knew it already; whoever has it open in a stream is told by it.
 */
export const settleExchanges = (manager: EntityManager): Promise<void> =>
  manager.query('select settle_exchanges()').then(() => undefined);
