import { newId } from '@ura/database';
import type { Situation } from '@ura/vocabulary';
import { type EntityManager, In, IsNull } from 'typeorm';
import type { Case } from '../case/case.entity';
import { todayIs } from '../clock/day.service';
import { tell } from '../timeline/timeline.service';
import { KnownRecipient } from './known-recipient.entity';
import { Notice } from './notice.entity';
import { childhoodOf, demanded } from './notice.rules';
import { NoticeRule } from './notice-rule.entity';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/**
 * Writes the notices that a case owes for being of a kind, by the rules of its country that hold today; in
 * the transaction in which it comes to owe them. What it owes already it does not owe twice. Those that a
 * rule says are not owed are written too, so that a reader sees that somebody thought of them.
 */
export const oweNotices = async (
  manager: EntityManager,
  of: Pick<Case, 'id' | 'organisationId' | 'code' | 'country' | 'regionCode' | 'ageBand'>,
  kind: Situation,
  actorId: string,
): Promise<void> => {
  const country = of.country as NoticeRule['country'];
  const today = await todayIs(manager);
  const [{ now }] = await manager.query('select now() as now');
  const rules = await manager.findBy(NoticeRule, { country, kind });
  const owed = await manager.findBy(Notice, { caseId: of.id });
  const child = childhoodOf(of.ageBand);
  const wanted = demanded(rules, child, today);
  const recipients = await manager.findBy(KnownRecipient, [
    { country, to: In(wanted.map(({ to }) => to)), regionCode: of.regionCode },
    { country, to: In(wanted.map(({ to }) => to)), regionCode: IsNull() },
  ]);
  const all = wanted.map(rule => {
    const dueAt = new Date(now.getTime() + rule.hoursUntilDue * HOUR);
    const known = recipients.filter(({ to }) => to === rule.to);
    const recipient = known.find(({ regionCode }) => regionCode !== null) ?? known[0];
    const ownReason =
      recipient?.organisationId === of.organisationId ? ('OWNER_IS_RECIPIENT' as const) : null;
    const notRequiredReason = rule.notRequiredReason ?? ownReason;
    return {
      id: newId(),
      caseId: of.id,
      organisationId: of.organisationId,
      caseCode: of.code,
      recipientId: recipient?.organisationId ?? null,
      to: rule.to,
      status: notRequiredReason ? ('NOT_REQUIRED' as const) : ('DUE' as const),
      dueAt,
      overdueAt: new Date(dueAt.getTime() + rule.minutesUntilOverdue * MINUTE),
      regionCode: of.regionCode,
      child,
      urgency: rule.urgency,
      notRequiredReason,
      ruleId: rule.id,
      hoursUntilAcknowledged: rule.hoursUntilAcknowledged,
    };
  });
  const notices = all.filter(
    ({ to, notRequiredReason }) =>
      !owed.some(notice => notice.to === to && (notRequiredReason || notice.status !== 'NOT_REQUIRED')),
  );
  if (notices.length === 0) return;
  await manager.insert(Notice, notices);
  const due = notices.filter(({ status }) => status === 'DUE');
  if (due.length === 0) return;
  const event = { caseId: of.id, kind: 'NOTICE_DUE', part: 'PROTECTION', actorId } as const;
  await tell(manager, ...due.map(({ id, to }) => ({ ...event, detail: to, subjectId: id })));
};
