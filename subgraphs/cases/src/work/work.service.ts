import type { Viewer } from '@ura/access';
import type { EntityTarget } from 'typeorm';
import { isLive } from '../case/case.rules';
import type { CaseService } from '../case/case.service';
import type { CaseFile } from '../file/case-file.service';
import { FollowUp } from '../follow-up/follow-up.entity';
import type { CasePart } from '../part/part.rules';
import { PlanGoal } from '../plan/plan-goal.entity';
import type { Caseload, CasesInStatus, FollowUpsToMake, GoalsToReach } from './my-work.entity';
import { maySeeCaseload } from './work.rules';

// The viewer's own cases: those in whose team they are, while they stand so that it can still be done.
const mine = (isOver: string) =>
  `case_id in (select case_id from team_member join "case" on "case".id = case_id
     where worker_id = $1 and ended_at is null and "case".status not in (${isOver}))`;
const HAS_COME = `due_on <= (now() at time zone 'Europe/Tirane')::date`;

const partOf = (row: FollowUp | PlanGoal): CasePart => ('part' in row ? row.part : 'PROTECTION');

/** What waits for somebody, and for an organisation. */
export class WorkService {
  constructor(
    private readonly file: CaseFile,
    private readonly cases: CaseService,
    private readonly viewer: Viewer,
  ) {}

  async byStatus(): Promise<CasesInStatus[]> {
    const rows = await this.file.rows<CasesInStatus>(
      `select status, count(*)::int as count from "case"
        where id in (select case_id from team_member where worker_id = $1 and ended_at is null)
        group by status order by status`,
      [this.viewer.id],
    );
    return [...rows];
  }

  followUps(): Promise<FollowUpsToMake> {
    return this.next(
      FollowUp,
      `select * from follow_up where status = 'PLANNED' and ${HAS_COME} and ${mine(`'TRANSFERRED'`)}`,
    );
  }

  goals(): Promise<GoalsToReach> {
    return this.next(
      PlanGoal,
      `select * from plan_goal where status in ('PLANNED', 'IN_PROGRESS') and ${HAS_COME} and ${mine(`'CLOSED', 'TRANSFERRED'`)}`,
    );
  }

  /** Null for everybody but those of the organisation itself whose work it is to know. */
  async caseload(organisationId: string): Promise<Caseload | null> {
    if (!maySeeCaseload(this.viewer, { organisationId })) return null;
    const cases = await this.file.rows<CasesInStatus>('select status, count::int from caseload()');
    const live = cases.filter(({ status }) => isLive(status)).reduce((sum, { count }) => sum + count, 0);
    return { live, cases: [...cases] };
  }

  private async next<Thing extends FollowUp | PlanGoal>(
    entity: EntityTarget<Thing>,
    chosen: string,
  ): Promise<{ count: number; next: Thing[] }> {
    const rows = await this.file.allWith<Thing, { all: number }>(
      entity,
      `select *, (count(*) over ())::int as "all" from (${chosen}) as due order by due_on, id limit 5`,
      [this.viewer.id],
    );
    await this.cases.looked(rows.map(row => ({ caseId: row.caseId, part: partOf(row) })));
    return { count: rows[0]?.all ?? 0, next: rows };
  }
}
