import type { Viewer } from '@ura/access';
import { isId, type ScopedDatabase } from '@ura/database';
import { Invalid } from '@ura/errors';
import { IsNull } from 'typeorm';
import { Alarm } from '../alarm/alarm.entity';
import { mayReadAlarm } from '../alarm/alarm.rules';
import { freshnessAt } from '../availability/availability.rules';
import { Bed } from '../bed/bed.entity';
import { clock } from '../claim/claim.service';
import { BedHold } from '../hold/hold.entity';
import { asOf } from '../hold/hold.service';
import { Shelter } from '../shelter/shelter.entity';
import { ownStaff } from '../shelter/shelter.rules';
import type { BedBoard } from './board.entity';

export class BoardService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  /** Null for everybody but the shelter's own staff. */
  of(shelterId: string): Promise<BedBoard | null> {
    if (!isId(shelterId)) throw new Invalid('shelterId', 'This is not an id.');
    return this.database.run(async manager => {
      const shelter = await manager.findOneBy(Shelter, { id: shelterId });
      if (!shelter || !ownStaff(this.viewer, shelter)) return null;
      const now = await clock(manager);
      const holds = await manager
        .createQueryBuilder(BedHold, 'hold')
        .where('hold.shelter_id = :shelterId', { shelterId })
        .andWhere(`(hold.status = 'CONFIRMED' or (hold.status = 'HELD' and hold.expires_at > :now))`, { now })
        .orderBy('coalesce(hold.arrive_by, hold.expires_at)')
        .addOrderBy('hold.id')
        .getMany();
      const tasks = await manager.find(Alarm, {
        where: { shelterId, settledAt: IsNull() },
        order: { createdAt: 'ASC' },
        take: 100,
      });
      return {
        shelter,
        asOf: shelter.confirmedAt,
        freshness: freshnessAt(shelter.confirmedAt, now),
        beds: await manager
          .createQueryBuilder(Bed, 'bed')
          .innerJoin('room', 'room', 'room.id = bed.room_id')
          .where('bed.shelter_id = :shelterId', { shelterId })
          .orderBy('room.label')
          .addOrderBy('bed.label')
          .addOrderBy('bed.id')
          .getMany(),
        arrivals: holds.map(hold => asOf(hold, now)),
        lateArrivals: holds.filter(({ status, arriveBy }) => status === 'CONFIRMED' && arriveBy! <= now),
        tasks: tasks.filter(task => mayReadAlarm(this.viewer, task)),
      };
    });
  }
}
