import { isMember, type Member, type Viewer } from '@ura/access';
import { newId, once, type ScopedDatabase } from '@ura/database';
import { Conflict, Forbidden, Invalid, NotFound, Unauthenticated } from '@ura/errors';
import type { EntityManager } from 'typeorm';
import { mayRefer } from '../case/case.rules';
import { caseToChange } from '../case/case.service';
import { consentFor } from '../consent/consent.service';
import { tell } from '../timeline/timeline.service';
import { REFERRAL_STATUS } from './exchange.service';
import { Referral, type ReferralStatus } from './referral.entity';
import type { AnswerReferralInput, SendReferralInput } from './referral.inputs';
import {
  areServices,
  covers,
  hoursToAnswer,
  isRecipient,
  LONGEST_WAIT_DAYS,
  mayBecome,
} from './referral.rules';
import type { ReferralService } from './referral.service';

/** Sends referrals, and takes them through their life from either side. */
export class ReferralWorkService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
    private readonly referrals: ReferralService,
  ) {}

  /**
   * Sends a referral under a consent that holds, names this recipient and covers these services. Whoever
   * takes the consent back at the same moment comes before or after, never in between: both lock the case.
   */
  async send(input: SendReferralInput): Promise<Referral> {
    const viewer = this.member();
    const id = await this.database.run(manager =>
      once(manager, { viewer, operation: 'sendReferral', input }, () => sent(manager, viewer, input)),
    );
    return this.referrals.changed(id);
  }

  /** What the recipient says. Saying the same again changes nothing. */
  answer({ referralId, answer, reason }: AnswerReferralInput): Promise<Referral> {
    if ((answer === 'DECLINED') !== Boolean(reason)) {
      throw new Invalid('input.reason', 'Say why you decline, and only then.');
    }
    return this.answered(referralId, answer, reason ?? null);
  }

  complete(referralId: string): Promise<Referral> {
    return this.answered(referralId, 'COMPLETED');
  }

  /** Ends it on the sender's side. To the recipient this looks like a consent that was taken back. */
  async cancel(referralId: string): Promise<Referral> {
    const viewer = this.member();
    await this.database.run(async manager => {
      const { caseId, fromOrganisationId } = await locked(manager, referralId, 'find');
      if (fromOrganisationId !== viewer.organisationId) throw new Forbidden();
      await caseToChange(manager, viewer, caseId, mayRefer);
      const { status } = await locked(manager, referralId);
      if (status === 'CLOSED_BY_SENDER') return;
      if (!mayBecome(status, 'CLOSED_BY_SENDER')) throw new Conflict(`The referral is ${status}.`);
      const ended = { status: 'CLOSED_BY_SENDER', endedBecause: 'CANCELLED' } as const;
      await manager.update(Referral, { id: referralId }, ended);
      await tell(manager, {
        ...{ caseId, kind: 'REFERRAL_CLOSED', part: 'TEAM', detail: 'CANCELLED' },
        ...{ subjectId: referralId, actorId: viewer.id },
      });
    });
    return this.referrals.changed(referralId);
  }

  private async answered(
    referralId: string,
    to: ReferralStatus,
    decline: Referral['decline'] = null,
  ): Promise<Referral> {
    const viewer = this.member();
    await this.database.run(async manager => {
      const found = await locked(manager, referralId);
      if (!isRecipient(viewer, found)) throw new Forbidden();
      if (found.status === to && found.decline === decline) return;
      if (!mayBecome(found.status, to)) throw new Conflict(`The referral is ${found.status}.`);
      await manager.update(Referral, { id: referralId }, { status: to, decline });
      await tell(manager, {
        ...{ caseId: found.caseId, kind: 'REFERRAL_ANSWERED', part: 'TEAM', detail: to },
        ...{ subjectId: referralId, actorId: viewer.id },
      });
    });
    return this.referrals.changed(referralId);
  }

  private member(): Member {
    if (!isMember(this.viewer)) throw new Unauthenticated();
    return this.viewer;
  }
}

const sent = async (manager: EntityManager, viewer: Member, input: SendReferralInput): Promise<string> => {
  const { caseId, toOrganisationId, serviceCodes, urgency } = input;
  await caseToChange(manager, viewer, caseId, mayRefer);
  if (!areServices(serviceCodes)) throw new Invalid('input.serviceCodes', 'There is no such service.');
  const consent = await consentFor(manager, input);
  if (!covers(consent.purposes, serviceCodes)) {
    throw new Invalid('input.serviceCodes', 'She did not consent for this purpose.');
  }
  const [{ by, isOver, isLate }] = await manager.query(
    `select by, by <= now() as "isOver", by > now() + make_interval(days => $3) as "isLate"
       from coalesce($1::timestamptz, now() + make_interval(hours => $2)) as by`,
    [input.answerBy ?? null, hoursToAnswer[urgency], LONGEST_WAIT_DAYS],
  );
  if (isOver) throw new Invalid('input.answerBy', 'This moment is over.');
  if (isLate)
    throw new Invalid('input.answerBy', `An answer is waited for ${LONGEST_WAIT_DAYS} days at most.`);
  const id = newId();
  await manager.insert(Referral, {
    ...{ id, caseId, consentId: consent.id, toOrganisationId, serviceCodes, urgency },
    fromOrganisationId: viewer.organisationId,
    recipientPeople: consent.recipientPeople,
    exceptPeople: consent.exceptPeople,
    status: 'SENT',
    answerBy: by,
  });
  await tell(manager, {
    ...{ caseId, kind: 'REFERRAL_SENT', part: 'TEAM', subjectId: id, actorId: viewer.id },
  });
  return id;
};

/** A referral as it stands, kept from others until this is done, unless it is only to be found. */
const locked = async (
  manager: EntityManager,
  id: string,
  how: 'lock' | 'find' = 'lock',
): Promise<Referral> => {
  const lock = how === 'lock' ? 'for no key update' : '';
  const [judged] = await manager.query(
    `select ${REFERRAL_STATUS} as status from referral where id = $1 ${lock}`,
    [id],
  );
  const found = judged && (await manager.findOneBy(Referral, { id }));
  if (!found) throw new NotFound();
  return Object.assign(found, judged);
};
