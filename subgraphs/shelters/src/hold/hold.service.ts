import { isMember, type Member, type Rule, type Viewer } from '@ura/access';
import { isId, once, type ScopedDatabase } from '@ura/database';
import { Conflict, Forbidden, Invalid, NotFound } from '@ura/errors';
import DataLoader from 'dataloader';
import { type EntityManager, In } from 'typeorm';
import { groupedBy } from '../availability/availability.rules';
import { confirmFigures } from '../availability/availability.service';
import { lockOffer, offerFollows } from '../bed-request/waiting.service';
import { clock, endClaims, prolongClaims, turnFor } from '../claim/claim.service';
import { countProbe } from '../keep-apart/probe.service';
import { placesOf, refuseWrong } from '../need/need.service';
import { Shelter } from '../shelter/shelter.entity';
import { ownStaff } from '../shelter/shelter.rules';
import { BedHold, HeldBed } from './hold.entity';
import {
  type ConfirmHoldInput,
  type DeclineHoldInput,
  type ExtendHoldInput,
  type HoldBedsInput,
  type MarkNoShowInput,
  type ReleaseHoldInput,
  USUAL_MINUTES,
} from './hold.inputs';
import {
  effectiveStatus,
  type HoldStep,
  mayChangeRequest,
  mayReadHold,
  transitions,
  whyNot,
} from './hold.rules';
import { makeHold, raiseForLoops } from './make-hold.service';

const GONE_BY_THEN = 'A bed of this hold is wanted for something else by then.';
const MINUTE = 60_000;
const FARTHEST_ARRIVAL_DAYS = 14;

/** Not remembered: within one request a mutation may come between two answers. */
const BATCHED = { cache: false } as const;

export class HoldService {
  private readonly holds = new DataLoader(
    (ids: readonly string[]) =>
      this.database.run(async manager => {
        const now = await clock(manager);
        const holds = (await manager.findBy(BedHold, { id: In([...ids]) })).map(hold => asOf(hold, now));
        return ids.map(id => holds.find(hold => hold.id === id) ?? null);
      }),
    BATCHED,
  );

  private readonly heldBeds = new DataLoader(
    (holdIds: readonly string[]) =>
      this.database.run(async manager => {
        const rows: (HeldBed & { holdId: string })[] = await manager.query(
          `select claim.hold_id as "holdId", bed.id, bed.label as "bedLabel", bed.organisation_id as "organisationId"
           from claim join bed on bed.id = claim.bed_id
          where claim.hold_id = any($1) order by bed.label, bed.id`,
          [holdIds],
        );
        const beds = groupedBy(rows, ({ holdId }) => holdId);
        return holdIds.map(id => (beds.get(id) ?? []).map(bed => Object.assign(new HeldBed(), bed)));
      }),
    BATCHED,
  );

  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  /** Null where it is hidden, missing or no id at all. */
  async byId(id: string): Promise<BedHold | null> {
    const hold = isId(id) ? await this.holds.load(id.toLowerCase()) : null;
    return hold && mayReadHold(this.viewer, hold) ? hold : null;
  }

  /** By the code that was said on the phone. */
  byCode(code: string): Promise<BedHold | null> {
    return this.database.run(async manager => {
      const now = await clock(manager);
      const hold = await manager.findOneBy(BedHold, { code: code.toUpperCase() });
      return hold && mayReadHold(this.viewer, hold) ? asOf(hold, now) : null;
    });
  }

  beds(holdId: string): Promise<HeldBed[]> {
    return this.heldBeds.load(holdId);
  }

  /** Holds beds for all of them, or none. The same key with the same input gives the same hold. */
  async hold(input: HoldBedsInput): Promise<BedHold> {
    const requestedBy = this.member();
    await countProbe(this.database, requestedBy, input.need.caseRef);
    return this.database.run(async manager => {
      const id = await once(manager, { viewer: requestedBy, operation: 'holdBeds', input }, async () => {
        const places = await placesOf(manager, input.need);
        refuseWrong(input.need, requestedBy, places, await clock(manager), 'input.need');
        const shelter = await manager.findOneBy(Shelter, { id: input.shelterId });
        if (!shelter) throw new NotFound();
        const { need, onBehalfOfId } = input;
        const minutes = input.minutes ?? USUAL_MINUTES;
        const made = await makeHold(manager, { shelter, need, minutes, onBehalfOfId, places, requestedBy });
        if (ownStaff(requestedBy, shelter)) await confirmFigures(manager, shelter.id);
        return made;
      });
      return reread(manager, id);
    });
  }

  /** Once, by the minutes given. */
  extend({ holdId, minutes }: ExtendHoldInput): Promise<BedHold> {
    return this.step('extended', holdId, mayChangeRequest, async (manager, hold) => {
      if (hold.extended)
        throw new Conflict('This hold was extended once already; it cannot be extended again.');
      const expiresAt = new Date(hold.expiresAt.getTime() + minutes * MINUTE);
      const [gone] = await manager.query(
        `select from bed join claim on claim.bed_id = bed.id
          where claim.hold_id = $1 and bed.overflow_until < $2`,
        [holdId, expiresAt],
      );
      if (gone) throw new Conflict(GONE_BY_THEN);
      await prolongClaims(manager, { holdId }, expiresAt, GONE_BY_THEN);
      await offerFollows(manager, holdId, expiresAt);
      return { expiresAt, extended: true };
    });
  }

  release({ holdId }: ReleaseHoldInput): Promise<BedHold> {
    return this.step('released', holdId, mayChangeRequest, async (manager, _hold, now) => {
      await endClaims(manager, { holdId }, now);
      return { settledAt: now };
    });
  }

  /** From now on only people free the beds. */
  confirm({ holdId, arriveBy, caseRef }: ConfirmHoldInput): Promise<BedHold> {
    return this.step('confirmed', holdId, ownStaff, async (manager, hold, now) => {
      if (arriveBy <= now) throw new Invalid('input.arriveBy', 'This time is past.');
      if (arriveBy.getTime() > now.getTime() + FARTHEST_ARRIVAL_DAYS * 24 * 60 * MINUTE) {
        throw new Invalid('input.arriveBy', 'This is more than two weeks ahead.');
      }
      const later =
        'A bed of this hold is BLOCKED or reserved later on; it cannot be confirmed before that is ended.';
      await prolongClaims(manager, { holdId }, null, later);
      await offerFollows(manager, holdId, null);
      return { confirmedAt: now, arriveBy, caseRef: caseRef ?? hold.caseRef };
    });
  }

  decline({ holdId, reason }: DeclineHoldInput): Promise<BedHold> {
    return this.step('declined', holdId, ownStaff, async (manager, _hold, now) => {
      await endClaims(manager, { holdId }, now);
      return { decline: reason, settledAt: now };
    });
  }

  /** No blame on anybody: the beds are free again. */
  markNoShow({ holdId }: MarkNoShowInput): Promise<BedHold> {
    return this.step('marked as a no-show', holdId, ownStaff, async (manager, _hold, now) => {
      await endClaims(manager, { holdId }, now);
      return { settledAt: now };
    });
  }

  /**
   * One step of a hold's life, under the shelter's lock and by the time after it. Throws NotFound for a
   * hold that the viewer may not see, Forbidden for the other side's step, Conflict for a step that the
   * hold's status does not have.
   */
  private step(
    step: HoldStep,
    holdId: string,
    rule: Rule<BedHold>,
    work: (manager: EntityManager, hold: BedHold, now: Date) => Promise<Partial<BedHold>>,
  ): Promise<BedHold> {
    return this.database.run(async manager => {
      const known = await manager.findOneBy(BedHold, { id: holdId });
      if (!known || !mayReadHold(this.viewer, known)) throw new NotFound();
      if (!rule(this.viewer, known)) throw new Forbidden();
      await lockOffer(manager, holdId);
      const now = await turnFor(manager, known.shelterId);
      const hold = await manager.findOneByOrFail(BedHold, { id: holdId });
      const refusal = whyNot(step, effectiveStatus(hold, now));
      if (refusal) throw new Conflict(refusal);
      const changes = await work(manager, hold, now);
      await manager.update(BedHold, { id: holdId }, { ...changes, status: transitions[step].to });
      if (step === 'released') await raiseForLoops(manager, workerOf(hold), now);
      if (ownStaff(this.viewer, hold)) await confirmFigures(manager, hold.shelterId);
      return reread(manager, holdId);
    });
  }

  private member(): Member {
    if (!isMember(this.viewer)) throw new Forbidden();
    return this.viewer;
  }
}

const workerOf = ({ requestedById, requestedByOrganisationId }: BedHold) => ({
  id: requestedById,
  organisationId: requestedByOrganisationId,
});

/** The hold with the status that it has at a moment. For showing only: it is never saved. */
export const asOf = (hold: BedHold, now: Date): BedHold =>
  Object.assign(hold, { status: effectiveStatus(hold, now) });

async function reread(manager: EntityManager, id: string): Promise<BedHold> {
  const hold = await manager.findOneBy(BedHold, { id });
  if (!hold) throw new NotFound();
  return asOf(hold, await clock(manager));
}
