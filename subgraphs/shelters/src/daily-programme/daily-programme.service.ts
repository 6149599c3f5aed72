import { isMember, type Member, type Viewer } from '@ura/access';
import { isId, newId, once, type ScopedDatabase } from '@ura/database';
import { Conflict, Invalid, NotFound } from '@ura/errors';
import { keyAfter, type Page, pageOf } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import { type EntityManager, In } from 'typeorm';
import { raise } from '../alarm/alarm.service';
import { keptApartShelters } from '../keep-apart/keep-apart.service';
import { Shelter } from '../shelter/shelter.entity';
import { ownStaff } from '../shelter/shelter.rules';
import { ownShelter } from '../shelter/shelter.service';
import { DailyAttendance } from './attendance.entity';
import type {
  EndEnrolmentInput,
  EnrolInput,
  EnrolmentsArgs,
  RecordDailyAttendanceInput,
} from './daily-programme.inputs';
import { Enrolment } from './enrolment.entity';

/** Today on the calendars of both countries. */
const today = async (manager: EntityManager): Promise<string> => {
  const [{ day }] = await manager.query(`select (now() at time zone 'Europe/Tirane')::date::text as day`);
  return day;
};

/** A programme to which people come for the day. For the shelter's own staff. */
export class DailyProgrammeService {
  private readonly daysOf = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const days = await manager.find(DailyAttendance, {
        where: { enrolmentId: In([...ids]) },
        order: { on: 'DESC' },
      });
      return ids.map(id => days.filter(({ enrolmentId }) => enrolmentId === id));
    }),
  );

  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  attendance(enrolmentId: string): Promise<DailyAttendance[]> {
    return this.daysOf.load(enrolmentId);
  }

  async byId(id: string): Promise<Enrolment | null> {
    if (!isId(id)) return null;
    const found = await this.database.run(manager => manager.findOneBy(Enrolment, { id }));
    return found && ownStaff(this.viewer, found) ? found : null;
  }

  /** Those enrolled at a shelter, the newest first; null for who does not work there. */
  async ofShelter({ shelterId, on, ...page }: EnrolmentsArgs): Promise<Page<Enrolment> | null> {
    if (!isId(shelterId)) throw new Invalid('shelterId', 'This is not an id.');
    const after = keyAfter(page.after, 'day', 'id');
    return this.database.run(async manager => {
      const shelter = await manager.findOneBy(Shelter, { id: shelterId });
      if (!shelter || !ownStaff(this.viewer, shelter)) return null;
      const all = manager.createQueryBuilder(Enrolment, 'enrolment').where({ shelterId });
      if (on) all.andWhere(`daterange(starts_on, ends_on, '[]') @> :on::date`, { on });
      const total = await all.getCount();
      if (after) all.andWhere('(starts_on, id) < (:day::date, :id::uuid)', { day: after[0], id: after[1] });
      const rows = await all
        .orderBy('enrolment.startsOn', 'DESC')
        .addOrderBy('enrolment.id', 'DESC')
        .limit(page.first + 1)
        .getMany();
      return pageOf(rows, page, ({ startsOn, id }) => [startsOn, id], total);
    });
  }

  enrol(input: EnrolInput): Promise<Enrolment> {
    const viewer = this.member();
    return this.database.run(async manager => {
      const shelter = await ownShelter(manager, viewer, input.shelterId);
      if (!shelter.programmes.includes('DAILY')) {
        throw new Invalid('input.shelterId', 'This shelter has no daily programme.');
      }
      const id = await once(manager, { viewer, operation: 'enrolInDailyProgramme', input }, async () => {
        const { id: shelterId, organisationId } = shelter;
        const caseRef = input.caseRef?.toLowerCase() ?? null;
        const startsOn = input.startsOn ?? (await today(manager));
        const enrolment = { id: newId(), shelterId, organisationId, startsOn, caseRef };
        await manager.insert(Enrolment, enrolment);
        const apart = await keptApartShelters(manager, caseRef);
        if (apart.has(shelterId)) {
          const alarm = {
            kind: 'PLACEMENT_REVIEW',
            tier: 'MANAGER',
            key: `PLACEMENT_REVIEW ${newId()}`,
          } as const;
          await raise(manager, { ...alarm, organisationId, shelterId });
        }
        return enrolment.id;
      });
      return manager.findOneByOrFail(Enrolment, { id });
    });
  }

  /** Records a day, or corrects what was recorded of it. */
  record(input: RecordDailyAttendanceInput): Promise<Enrolment> {
    const viewer = this.member();
    return this.database.run(async manager => {
      const enrolment = await this.ofOwn(manager, input.enrolmentId);
      const { id: enrolmentId, organisationId } = enrolment;
      await once(manager, { viewer, operation: 'recordDailyAttendance', input }, async () => {
        const now = await today(manager);
        const on = input.on ?? now;
        if (on > now) throw new Invalid('input.on', 'This day has not come yet.');
        if (on < enrolment.startsOn) throw new Invalid('input.on', 'This day is before the enrolment.');
        if (enrolment.endsOn && on > enrolment.endsOn) {
          throw new Conflict('This enrolment is ENDED; there is nothing to record for the day.');
        }
        const id = newId();
        const day = { id, enrolmentId, organisationId, on, presence: input.presence };
        await manager.upsert(DailyAttendance, day, ['enrolmentId', 'on']);
        return enrolmentId;
      });
      this.daysOf.clear(enrolmentId);
      return enrolment;
    });
  }

  end({ enrolmentId, endsOn }: EndEnrolmentInput): Promise<Enrolment> {
    return this.database.run(async manager => {
      const enrolment = await this.ofOwn(manager, enrolmentId);
      if (enrolment.endsOn) throw new Conflict('This enrolment is ENDED already.');
      const last = endsOn ?? (await today(manager));
      if (last < enrolment.startsOn)
        throw new Invalid('input.endsOn', 'The last day is not before the first.');
      await manager.update(Enrolment, { id: enrolment.id }, { endsOn: last });
      return manager.findOneByOrFail(Enrolment, { id: enrolment.id });
    });
  }

  private async ofOwn(manager: EntityManager, id: string): Promise<Enrolment> {
    const enrolment = await manager.findOneBy(Enrolment, { id });
    if (!enrolment || !ownStaff(this.viewer, enrolment)) throw new NotFound();
    return enrolment;
  }

  private member(): Member {
    if (!isMember(this.viewer)) throw new NotFound();
    return this.viewer;
  }
}
