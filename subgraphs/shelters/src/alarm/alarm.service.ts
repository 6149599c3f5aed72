import type { Viewer } from '@ura/access';
import { isId, newId, type ScopedDatabase } from '@ura/database';
import { Conflict, Invalid, NotFound } from '@ura/errors';
import { keyAfter, type Page, pageOf } from '@ura/vocabulary';
import { Brackets, type EntityManager } from 'typeorm';
import { isManager, isStaff } from '../shelter/shelter.rules';
import { Alarm } from './alarm.entity';
import type { AlarmsArgs, SettleAlarmInput } from './alarm.inputs';
import { isCoordinator, mayReadAlarm, ofDuty, ofWorkers } from './alarm.rules';

/** What is raised: its kind, whose it is, what it is about, and a key so that it is raised once. */
export type NewAlarm = Pick<Alarm, 'kind' | 'tier' | 'organisationId' | 'key'> &
  Partial<Pick<Alarm, 'shelterId' | 'holdId' | 'stayId' | 'workerId'>>;

/** Raises an alarm within a transaction. The same key again raises nothing. */
export const raise = async (manager: EntityManager, alarm: NewAlarm): Promise<void> => {
  await manager.query(
    `insert into alarm (id, kind, tier, organisation_id, key, shelter_id, hold_id, stay_id, worker_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [
      newId(),
      alarm.kind,
      alarm.tier,
      alarm.organisationId,
      alarm.key,
      alarm.shelterId ?? null,
      alarm.holdId ?? null,
      alarm.stayId ?? null,
      alarm.workerId ?? null,
    ],
  );
};

// In whole milliseconds, as a cursor has it.
const RAISED = `date_trunc('milliseconds', alarm.created_at)`;

export class AlarmService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  /** The viewer's alarms, the newest first. */
  async visible({ shelterId, settled, ...page }: AlarmsArgs): Promise<Page<Alarm>> {
    if (shelterId && !isId(shelterId)) throw new Invalid('shelterId', 'This is not an id.');
    const after = keyAfter(page.after, 'moment', 'id');
    return this.database.run(async manager => {
      const all = manager
        .createQueryBuilder(Alarm, 'alarm')
        .where(this.visibleTo())
        .andWhere(`alarm.settled_at is ${settled ? 'not null' : 'null'}`);
      if (shelterId) all.andWhere({ shelterId });
      const total = await all.getCount();
      if (after)
        all.andWhere(`(${RAISED}, alarm.id) < (:at::timestamptz, :id::uuid)`, { at: after[0], id: after[1] });
      const rows = await all
        .orderBy(RAISED, 'DESC')
        .addOrderBy('alarm.id', 'DESC')
        .limit(page.first + 1)
        .getMany();
      return pageOf(rows, page, ({ createdAt, id }) => [createdAt.toISOString(), id], total);
    });
  }

  settle({ alarmId: id }: SettleAlarmInput): Promise<Alarm> {
    return this.database.run(async manager => {
      const alarm = await manager.findOneBy(Alarm, { id });
      if (!alarm || !mayReadAlarm(this.viewer, alarm)) throw new NotFound();
      if (alarm.settledAt) throw new Conflict('This alarm is SETTLED already.');
      await manager.update(Alarm, { id }, { settledAt: () => 'now()' });
      return manager.findOneByOrFail(Alarm, { id });
    });
  }

  /** `mayReadAlarm` as a condition. */
  private visibleTo(): Brackets {
    const { viewer } = this;
    const isDataOfficer = viewer.roles.includes('DATA_OFFICER');
    return new Brackets(any => {
      any.where('false');
      if (isCoordinator(viewer, null)) any.orWhere(`alarm.tier = 'COALITION'`);
      const own = 'alarm.organisation_id = :own';
      const parameters = { own: viewer.organisationId, ofWorkers, ofDuty };
      if (isDataOfficer) any.orWhere(`${own} and alarm.kind = any(:ofWorkers)`, parameters);
      if (isManager(viewer, null)) any.orWhere(`${own} and alarm.kind <> all(:ofWorkers)`, parameters);
      if (isStaff(viewer, null)) any.orWhere(`${own} and alarm.kind = any(:ofDuty)`, parameters);
    });
  }
}
