import type { EntityManager } from 'typeorm';
import { tell } from '../timeline/timeline.service';

interface Late {
  readonly id: string;
  readonly caseId: string;
  readonly to: string;
}

/**
 * Says of each notice that became overdue that it did: in the case’s timeline, and, by the write itself, to
 * whoever listens. Once, in however many copies it runs.
 */
export const announceOverdue = async (manager: EntityManager): Promise<void> => {
  const [late]: [Late[]] = await manager.query(
    `update notice set alarmed_at = now() where id in (
       select id from notice where status in ('DUE', 'SENT') and alarmed_at is null and overdue_at <= now()
        order by overdue_at limit 500 for update skip locked)
     returning id, case_id as "caseId", "to"`,
  );
  if (late.length === 0) return;
  const event = { kind: 'NOTICE_OVERDUE', part: 'PROTECTION' } as const;
  await tell(manager, ...late.map(({ id, caseId, to }) => ({ ...event, caseId, detail: to, subjectId: id })));
};
