import type { EntityManager } from 'typeorm';
import { countUnmet } from '../unmet-need/unmet-need.service';
import { BedRequest } from './bed-request.entity';

const LONGEST_WAIT = '30 days';

/**
 * Keeps the offer that a hold is, if it is one, from being answered meanwhile. Call it before waiting for
 * the shelter's turn, as whoever answers does: in another order the two would wait for each other.
 */
export const lockOffer = async (manager: EntityManager, holdId: string): Promise<void> => {
  await manager.query('select from bed_request where hold_id = $1 for update', [holdId]);
};

/**
 * An offer on the waiting list stands as long as its hold: an answer is due when the hold would end, and
 * at no time once the shelter confirmed it. Otherwise the need would wait again while beds are kept for it.
 */
export const offerFollows = async (
  manager: EntityManager,
  holdId: string,
  answerBy: Date | null,
): Promise<void> => {
  await manager.update(BedRequest, { holdId, status: 'OFFERED' }, { answerBy });
};

/** Whoever came without having answered the offer has answered it. */
export const placeArrived = async (manager: EntityManager, holdId: string, at: Date): Promise<void> => {
  const placed = { status: 'PLACED', answerBy: null, settledAt: at } as const;
  await manager.update(BedRequest, { holdId, status: 'OFFERED' }, placed);
};

/** Opens again what was offered with a hold that is over, and ends, as not met, what waited for too long. */
export const endWaiting = async (manager: EntityManager): Promise<void> => {
  await manager.query(
    `update bed_request set status = 'OPEN', answer_by = null
      where status = 'OFFERED' and not exists (
        select from bed_hold hold where hold.id = hold_id
           and (hold.status = 'CONFIRMED' or (hold.status = 'HELD' and hold.expires_at > now())))`,
  );
  const tired = await manager
    .createQueryBuilder(BedRequest, 'request')
    .where(`request.status = 'OPEN' and request.created_at <= now() - cast(:longest as interval)`)
    .setParameters({ longest: LONGEST_WAIT })
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .limit(100)
    .getMany();
  for (const { id, organisationId, requestedById, people, risk, country } of tired) {
    await manager.update(BedRequest, { id }, { status: 'UNMET', settledAt: () => 'now()' });
    const asker = { id: requestedById, organisationId, roles: [] };
    await countUnmet(manager, asker, { people, risk, country, reason: 'WAITED' });
  }
};
