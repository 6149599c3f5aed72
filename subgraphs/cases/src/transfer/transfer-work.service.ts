import { isMember, type Member, type Viewer } from '@ura/access';
import { newId, once, type ScopedDatabase } from '@ura/database';
import { Conflict, Forbidden, Invalid, NotFound, Unauthenticated } from '@ura/errors';
import type { KeyService } from '@ura/vault';
import type { EntityManager } from 'typeorm';
import { leadsCases, mayLead, mayTransfer } from '../case/case.rules';
import { caseToChange } from '../case/case.service';
import { putOnFile } from '../case/open-case.service';
import { todayIs } from '../clock/day.service';
import { consentFor } from '../consent/consent.service';
import { Identification } from '../identification/identification.entity';
import { beginIdentification } from '../identification/identification.service';
import { TRANSFER_STATUS } from '../referral/exchange.service';
import { isRecipient } from '../referral/referral.rules';
import { carriedIdentity } from '../survivor/hand-over.service';
import { tell } from '../timeline/timeline.service';
import { Transfer } from './transfer.entity';
import type { AnswerTransferInput, OfferTransferInput } from './transfer.inputs';
import type { TransferService } from './transfer.service';

/** Offers whole cases, and takes them over. */
export class TransferWorkService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
    private readonly transfers: TransferService,
    private readonly keys: KeyService,
  ) {}

  async offer(input: OfferTransferInput): Promise<Transfer> {
    const viewer = this.member();
    const id = await this.database.run(manager =>
      once(manager, { viewer, operation: 'offerTransfer', input }, () => offered(manager, viewer, input)),
    );
    return this.transfers.changed(id);
  }

  /**
   * The recipient takes the case, or leaves it. When they take it, the former owner's case ends and theirs
   * begins in one transaction, so that it is never without an owner nor with two. Of two answers one wins;
   * the other is a Conflict.
   */
  async answer(input: AnswerTransferInput): Promise<Transfer> {
    const viewer = this.member();
    const { transferId, accepts } = input;
    await this.database.run(manager =>
      once(manager, { viewer, operation: 'answerTransfer', input }, async () => {
        const found = await visible(manager, transferId);
        if (!leadsCases(viewer, null) || !isRecipient(viewer, found)) throw new Forbidden();
        if (accepts) await takenOver(manager, viewer, found, this.keys);
        else await rejected(manager, found);
        await tell(manager, {
          ...{ caseId: found.caseId, kind: 'TRANSFER_ANSWERED', part: 'TEAM' },
          ...{ detail: accepts ? 'ACCEPTED' : 'REJECTED', subjectId: transferId, actorId: viewer.id },
        });
        return transferId;
      }),
    );
    return this.transfers.changed(transferId);
  }

  private member(): Member {
    if (!isMember(this.viewer)) throw new Unauthenticated();
    return this.viewer;
  }
}

const offered = async (
  manager: EntityManager,
  viewer: Member,
  input: OfferTransferInput,
): Promise<string> => {
  const { caseId, toOrganisationId } = input;
  const found = await caseToChange(manager, viewer, caseId, mayLead);
  if (!mayTransfer(viewer, found)) throw new Conflict(`The case is ${found.status}.`);
  if (toOrganisationId.toLowerCase() === viewer.organisationId) {
    throw new Invalid('input.toOrganisationId', 'Your organisation owns the case already.');
  }
  const consent = await consentFor(manager, input);
  if (!consent.purposes.includes('CASE_TRANSFER')) {
    throw new Invalid('input.consentId', 'She did not consent for this purpose.');
  }
  const [earlier] = await manager.query(
    `select id, ${TRANSFER_STATUS} as status from transfer where case_id = $1 and status = 'OFFERED' for no key update`,
    [caseId],
  );
  if (earlier?.status === 'OFFERED') throw new Conflict('The case is OFFERED already.');
  if (earlier) await manager.update(Transfer, { id: earlier.id }, { status: 'WITHDRAWN' });
  const id = newId();
  await manager.insert(Transfer, {
    ...{ id, caseId, toOrganisationId, consentId: consent.id },
    fromOrganisationId: viewer.organisationId,
    recipientPeople: consent.recipientPeople,
    exceptPeople: consent.exceptPeople,
    status: 'OFFERED',
  });
  await tell(manager, {
    ...{ caseId, kind: 'TRANSFER_OFFERED', part: 'TEAM', subjectId: id, actorId: viewer.id },
  });
  return id;
};

/**
 * The recipient's own case begins where the machine does, at INTAKE: they have yet to meet her. What she
 * allowed them to know goes with it. It has a code and pseudonyms of its own, so that nobody who knew the
 * former one finds it; and no consent, since she gave none to its new owner.
 */
const takenOver = async (
  manager: EntityManager,
  viewer: Member,
  { id, caseId: formerId, fromOrganisationId }: Transfer,
  keys: KeyService,
): Promise<void> => {
  const caseId = newId();
  const handOver = await carriedIdentity(manager, keys, {
    id: formerId,
    organisationId: fromOrganisationId,
  });
  const [former] = await manager.query('select * from hand_over_case($1, $2)', [id, caseId]);
  if (!former) throw new Conflict(`The transfer is ${(await visible(manager, id)).status}.`);
  const header = {
    ...{ kind: former.kind, risk: former.risk, ageBand: former.age_band, sex: former.sex },
    ...{ country: former.country, regionCode: former.region_code, restricted: former.restricted },
    openedOn: await todayIs(manager),
  };
  const begun = await putOnFile(manager, viewer, { ...header, id: caseId }, 'CASE_MANAGER');
  await handOver(begun);
  const isIdentified = await manager.existsBy(Identification, { caseId });
  if (!isIdentified) await beginIdentification(manager, begun);
  await tell(manager, {
    ...{ caseId, kind: 'CASE_OPENED', part: 'RECORD', detail: 'TRANSFER' },
    ...{ subjectId: id, actorId: viewer.id },
  });
};

const rejected = async (manager: EntityManager, { id }: Transfer): Promise<void> => {
  await manager.query('select from transfer where id = $1 for no key update', [id]);
  const { status } = await visible(manager, id);
  if (status !== 'OFFERED') throw new Conflict(`The transfer is ${status}.`);
  await manager.update(Transfer, { id }, { status: 'REJECTED', answeredAt: () => 'now()' });
};

/** A transfer as it stands. */
const visible = async (manager: EntityManager, id: string): Promise<Transfer> => {
  const found = await manager.findOneBy(Transfer, { id });
  const [judged] = await manager.query(`select ${TRANSFER_STATUS} as status from transfer where id = $1`, [
    id,
  ]);
  if (!found || !judged) throw new NotFound();
  return Object.assign(found, judged);
};
