import { isMember, type Viewer } from '@ura/access';
import { record } from '@ura/audit';
import { newId, once, type ScopedDatabase } from '@ura/database';
import { Conflict, Forbidden, Unauthenticated } from '@ura/errors';
import DataLoader from 'dataloader';
import { type EntityManager, IsNull } from 'typeorm';
import type { Case } from '../case/case.entity';
import { mayAssign } from '../case/case.rules';
import { type CaseService, caseForWork } from '../case/case.service';
import type { CaseFile } from '../file/case-file.service';
import { tell } from '../timeline/timeline.service';
import type { AssignWorkerInput } from './team.inputs';
import { type TeamFunction, TeamMember } from './team-member.entity';

/** Who works on a case. */
export class TeamService {
  private readonly teams = new DataLoader(async (ids: readonly string[]) => {
    for (const id of ids) this.file.looksAt(id, 'TEAM');
    const found = await this.file.all(
      TeamMember,
      'select * from team_member where case_id = any($1) order by started_at, id',
      [ids],
    );
    return ids.map(id => found.filter(({ caseId }) => caseId === id));
  });

  constructor(
    private readonly database: ScopedDatabase,
    private readonly file: CaseFile,
    private readonly cases: CaseService,
    private readonly viewer: Viewer,
  ) {}

  of(caseId: string): Promise<TeamMember[]> {
    return this.teams.load(caseId);
  }

  /**
   * Gives a place in the team or takes one away. The last is not taken of those who lead, nor of those who
   * see the whole case, nor of all. Null for whoever took their own and sees nothing of the case any more.
   */
  async assign(input: AssignWorkerInput): Promise<Case | null> {
    const { viewer } = this;
    if (!isMember(viewer)) throw new Unauthenticated();
    const { caseId, workerId, function: work } = input;
    await this.database.run(manager =>
      once(manager, { viewer, operation: 'assignWorker', input }, async () => {
        const found = await caseForWork(manager, viewer, caseId);
        if (!mayAssign(viewer, found)) throw new Forbidden();
        const place = { caseId, workerId, function: work };
        const live = await manager.findOneBy(TeamMember, { ...place, endedAt: IsNull() });
        if (input.ends) {
          if (!live) throw new Conflict('This place in the team has ENDED already.');
          await refuseLast(manager, live);
        } else if (!live) await manager.insert(TeamMember, { ...place, id: newId() });
        const event = { kind: 'WORKER_ASSIGNED', part: 'TEAM', detail: input.ends ? 'ENDED' : work } as const;
        await tell(manager, { caseId, ...event, actorId: viewer.id });
        const action = input.ends ? 'UNASSIGN' : 'ASSIGN';
        const { organisationId } = viewer;
        await record(manager, [{ organisationId, action, subjectId: caseId, parts: [work] }]);
        // The very last: whoever takes their own place away writes nothing after it.
        if (input.ends) await manager.update(TeamMember, { id: live!.id }, { endedAt: () => 'now()' });
        return caseId;
      }),
    );
    return this.cases.anew(caseId);
  }
}

const refuseLast = async (
  manager: EntityManager,
  { id, caseId, function: work }: TeamMember,
): Promise<void> => {
  const places = await manager.findBy(TeamMember, { caseId, endedAt: IsNull() });
  const left = places.filter(place => place.id !== id).map(place => place.function);
  if (left.length === 0) throw new Conflict('Somebody must work on the case: assign somebody else first.');
  if (!followsUpOn(work, left)) {
    throw new Conflict('Somebody must lead the case: assign another case manager first.');
  }
};

/** Whether those who are left can go on with what the one who leaves did for the whole of the case. */
const followsUpOn = (work: TeamFunction, left: readonly TeamFunction[]): boolean => {
  if (work === 'CASE_MANAGER') return left.includes('CASE_MANAGER');
  return work !== 'SOCIAL_WORKER' || left.includes('CASE_MANAGER') || left.includes('SOCIAL_WORKER');
};
