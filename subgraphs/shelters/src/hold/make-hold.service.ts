import { randomInt } from 'node:crypto';
import { newId } from '@ura/database';
import { Conflict, Forbidden, Limited } from '@ura/errors';
import type { EntityManager } from 'typeorm';
import { raise } from '../alarm/alarm.service';
import { Bed } from '../bed/bed.entity';
import { CANNOT_TAKE, clock, takeBeds, turnFor } from '../claim/claim.service';
import { caps } from '../env';
import { household } from '../need/choose-beds.rules';
import type { BedNeed } from '../need/need.inputs';
import { weigh } from '../need/weigh.service';
import type { Places } from '../place/place.rules';
import { Shelter } from '../shelter/shelter.entity';
import type { BedHold } from './hold.entity';
import { CODE_ALPHABET, CODE_LENGTH, RELEASES_PER_HOUR } from './hold.rules';

export interface NewHold {
  readonly shelter: Shelter;
  readonly need: BedNeed;
  readonly minutes: number;
  readonly places: Places;
  readonly onBehalfOfId?: string | null;
  /** For whose request: the worker, and the worker's organisation. */
  readonly requestedBy: { readonly id: string; readonly organisationId: string };
}

const MINUTE = 60_000;

/**
 * Holds beds for a whole household, or none, and returns the hold's id. Whoever waits for the same
 * shelter waits here, and then sees what the one before took. Throws Conflict when it does not go, in
 * the same words for full and for kept apart, and Limited when worker or organisation keep too many.
 */
export const makeHold = async (manager: EntityManager, asked: NewHold): Promise<string> => {
  const { requestedBy } = asked;
  // Whoever cannot be taken anyway does not wait for the others.
  await fitting(manager, asked, await clock(manager));
  await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [requestedBy.organisationId]);
  const heldAt = await turnFor(manager, asked.shelter.id);
  // It may have been closed, or changed, by whoever went before.
  const hold = { ...asked, shelter: await manager.findOneByOrFail(Shelter, { id: asked.shelter.id }) };
  const ids = await fitting(manager, hold, heldAt);
  const beds = await manager.createQueryBuilder(Bed, 'bed').where('bed.id = any(:ids)', { ids }).getMany();
  await refuseTooMany(manager, requestedBy, beds.length, heldAt);
  const id = newId();
  const expiresAt = new Date(heldAt.getTime() + hold.minutes * MINUTE);
  await insertHold(manager, hold, { id, heldAt, expiresAt });
  await takeBeds(manager, {
    kind: 'HOLD',
    beds,
    from: heldAt,
    until: expiresAt,
    holdId: id,
    requesterOrganisationId: requestedBy.organisationId,
  });
  return id;
};

/** The beds that they would have at a moment. Throws Conflict where they do not fit. */
async function fitting(
  manager: EntityManager,
  { shelter, need, places }: NewHold,
  at: Date,
): Promise<readonly string[]> {
  const [weighed] = await weigh(manager, [shelter], need, places, at);
  if (!weighed?.beds || weighed.verdict === 'NO') throw refusal(weighed?.reasons ?? []);
  return weighed.beds;
}

const refusal = (reasons: readonly string[]): Conflict =>
  reasons.length === 0 || reasons.includes('NOT_AVAILABLE')
    ? new Conflict(CANNOT_TAKE)
    : new Conflict(`This shelter does not take them: ${reasons.join(', ')}.`);

/** The age is judged and not kept: only what the shelter must prepare for. */
async function insertHold(
  manager: EntityManager,
  { shelter, need, requestedBy, onBehalfOfId }: NewHold,
  { id, heldAt, expiresAt }: Pick<BedHold, 'id' | 'heldAt' | 'expiresAt'>,
): Promise<void> {
  const people = household(need.people);
  for (;;) {
    const inserted: unknown[] = await manager.query(
      `insert into bed_hold (id, code, shelter_id, organisation_id, requested_by_organisation_id, requested_by_id,
                             on_behalf_of_id, status, held_at, expires_at, people, risk, situation, languages,
                             nights, case_ref)
       values ($1, $2, $3, $4, $5, $6, $7, 'HELD', $8, $9, $10, $11, $12, $13, $14, $15)
       on conflict (code) do nothing returning id`,
      [
        id,
        newCode(),
        shelter.id,
        shelter.organisationId,
        requestedBy.organisationId,
        requestedBy.id,
        onBehalfOfId ?? null,
        heldAt,
        expiresAt,
        JSON.stringify(people),
        need.risk,
        need.situation ?? null,
        need.languages ?? [],
        need.nights ?? null,
        need.caseRef ?? null,
      ],
    );
    if (inserted.length > 0) return;
  }
}

const newCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');

/**
 * Counts beds, not holds, under the organisation's lock: no trick with many small requests at once. All
 * that they keep is counted, also where whoever offers beds may not see it; when one of those runs out is
 * told to those who see it.
 */
async function refuseTooMany(
  manager: EntityManager,
  { id, organisationId }: NewHold['requestedBy'],
  more: number,
  now: Date,
): Promise<void> {
  const [kept]: { own: number; all: number; retryAt: Date | null }[] = await manager.query(
    `select by_worker as own, by_organisation as "all",
            (select min(expires_at) from bed_hold
              where requested_by_organisation_id = $3 and status = 'HELD' and expires_at > $1) as "retryAt"
       from beds_kept($2, $3, $1)`,
    [now, id, organisationId],
  );
  if (!kept) throw new Forbidden();
  const retryAt = kept.retryAt ?? undefined;
  if (kept.own + more > caps.worker) {
    throw new Limited(
      `You would keep more than ${caps.worker} beds at a time. Release what is not needed.`,
      retryAt,
    );
  }
  if (kept.all + more > caps.organisation) {
    throw new Limited(`Your organisation would keep more than ${caps.organisation} beds at a time.`, retryAt);
  }
}

/** Somebody who gives beds back again and again looks where beds are, rather than for one. */
export const raiseForLoops = async (
  manager: EntityManager,
  { id, organisationId }: NewHold['requestedBy'],
  now: Date,
): Promise<void> => {
  const [past]: { released: number }[] = await manager.query(
    `select count(*)::int as released from bed_hold
      where requested_by_id = $1 and status = 'RELEASED' and settled_at > $2::timestamptz - interval '1 hour'`,
    [id, now],
  );
  if (past!.released < RELEASES_PER_HOUR) return;
  await raise(manager, {
    kind: 'HOLD_LOOP',
    tier: 'MANAGER',
    organisationId,
    workerId: id,
    key: `HOLD_LOOP ${id} ${now.toISOString().slice(0, 13)}`,
  });
};
