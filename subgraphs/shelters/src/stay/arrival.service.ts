import { isMember, type Member, type Viewer } from '@ura/access';
import { newId, once, type ScopedDatabase } from '@ura/database';
import { Conflict, Invalid, NotFound } from '@ura/errors';
import type { RiskLevel } from '@ura/vocabulary';
import type { EntityManager } from 'typeorm';
import { raise } from '../alarm/alarm.service';
import { confirmFigures } from '../availability/availability.service';
import { Bed } from '../bed/bed.entity';
import { refuseUnlessFree } from '../bed/bed.service';
import { lockOffer, placeArrived } from '../bed-request/waiting.service';
import { endClaims, takeBeds, turnFor } from '../claim/claim.service';
import { BedHold } from '../hold/hold.entity';
import { effectiveStatus, whyNot } from '../hold/hold.rules';
import { keptApartShelters } from '../keep-apart/keep-apart.service';
import { ownStaff } from '../shelter/shelter.rules';
import { bedsFor, caseRefsFor } from './arrival.rules';
import { Stay } from './stay.entity';
import type { ArriveFromHoldInput, StartStayInput } from './stay.inputs';

const FARTHEST_RESERVATION_DAYS = 365;

/** How stays begin. Nobody who is at the door is refused; at most somebody is asked to look again. */
export class ArrivalService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  /**
   * Turns a hold into stays in one transaction: the hold's beds pass to those who came without a moment
   * in which they are free, and the beds that nobody took are freed. The shelter that takes in somebody
   * whose hold it had not confirmed yet confirms it by that.
   */
  async fromHold(input: ArriveFromHoldInput): Promise<Stay[]> {
    const viewer = this.member();
    return this.database.run(async manager => {
      const known = await manager.findOneBy(BedHold, { id: input.holdId });
      const isRepetition = !known && (await manager.existsBy(Stay, { holdId: input.holdId }));
      if (!isRepetition && !(known && ownStaff(viewer, known))) throw new NotFound();
      const id = await once(manager, { viewer, operation: 'arriveFromHold', input }, async () => {
        if (!known) throw new NotFound();
        await this.arrive(manager, known, input);
        return known.id;
      });
      return manager.find(Stay, { where: { holdId: id }, order: { createdAt: 'ASC', id: 'ASC' } });
    });
  }

  private async arrive(manager: EntityManager, { id, shelterId }: BedHold, input: ArriveFromHoldInput) {
    await lockOffer(manager, id);
    const at = await turnFor(manager, shelterId);
    const hold = await manager.findOneByOrFail(BedHold, { id });
    const status = effectiveStatus(hold, at);
    const refusal = whyNot('arrived', status === 'HELD' ? 'CONFIRMED' : status);
    if (refusal) throw new Conflict(refusal);
    if (input.people.length > hold.people.length) {
      throw new Invalid('input.people', 'These are more people than the beds are held for.');
    }
    const held = await heldBeds(manager, id, at);
    const beds = bedsFor(
      input.people,
      held.map(bed => bed.id),
    );
    if ('wrong' in beds) throw new Invalid(`input.people.${beds.wrong}.bedId`, beds.sentence);
    await endClaims(manager, { holdId: id }, at);
    const caseRefs = caseRefsFor(input.people, hold.caseRef);
    for (const [index, bedId] of beds.given.entries()) {
      const bed = held.find(each => each.id === bedId) ?? null;
      await this.begin(manager, { bed, hold, at, risk: hold.risk, caseRef: caseRefs[index] ?? null });
    }
    const confirmedAt = hold.confirmedAt ?? at;
    await manager.update(BedHold, { id }, { status: 'ARRIVED', confirmedAt, settledAt: at });
    await placeArrived(manager, id, at);
    await confirmFigures(manager, shelterId);
    const isUnclear = hold.risk === 'NOT_ASSESSED' || input.people.length < hold.people.length;
    await this.askForReview(manager, hold, caseRefs, isUnclear && id);
  }

  /** A stay without a hold: at once, or reserved for a coming day. */
  start(input: StartStayInput): Promise<Stay> {
    const viewer = this.member();
    return this.database.run(async manager => {
      const bed = await manager.findOneBy(Bed, { id: input.bedId });
      if (!bed || !ownStaff(viewer, bed)) throw new NotFound();
      const id = await once(manager, { viewer, operation: 'startStay', input }, async () => {
        const { shelterId } = bed;
        const now = await turnFor(manager, shelterId);
        const at = input.from && input.from > now ? input.from : now;
        if (input.from && input.from.getTime() < now.getTime() - 60_000) {
          throw new Invalid('input.from', 'This is past. Leave it out for a stay that begins now.');
        }
        if (at.getTime() > now.getTime() + FARTHEST_RESERVATION_DAYS * 24 * 3_600_000) {
          throw new Invalid('input.from', 'This is more than a year ahead.');
        }
        if (input.until && input.until <= at) {
          throw new Invalid('input.until', 'A stay is planned to end after it begins.');
        }
        const { risk, caseRef = null, until } = input;
        const stayId = await this.begin(manager, {
          bed,
          hold: null,
          at,
          risk,
          caseRef,
          until,
          isReserved: at > now,
        });
        await confirmFigures(manager, shelterId);
        await this.askForReview(manager, bed, [caseRef], risk === 'NOT_ASSESSED' && stayId);
        return stayId;
      });
      return manager.findOneByOrFail(Stay, { id });
    });
  }

  private async begin(manager: EntityManager, stay: Beginning): Promise<string> {
    const id = newId();
    const { organisationId, shelterId } = (stay.hold ?? stay.bed)!;
    await manager.insert(Stay, {
      id,
      shelterId,
      organisationId,
      holdId: stay.hold?.id ?? null,
      status: stay.isReserved ? 'RESERVED' : 'ACTIVE',
      from: stay.at,
      until: stay.until ?? null,
      risk: stay.risk,
      caseRef: stay.caseRef,
    });
    if (stay.bed) {
      await refuseUnlessFree(manager, stay.bed.id, stay.at, null, 'given');
      await takeBeds(manager, { kind: 'STAY', beds: [stay.bed], from: stay.at, until: null, stayId: id });
    }
    return id;
  }

  /**
   * Asks the manager to look at a placement again. That two people are to be kept apart is one cause
   * among others, and the task does not say which it was, nor about whom.
   */
  private async askForReview(
    manager: EntityManager,
    { shelterId, organisationId }: { readonly shelterId: string; readonly organisationId: string },
    caseRefs: readonly (string | null)[],
    unclear: string | false,
  ): Promise<void> {
    const known = caseRefs.filter(ref => ref !== null);
    const apart = await Promise.all(
      (known.length ? known : [null]).map(ref => keptApartShelters(manager, ref)),
    );
    if (!unclear && !apart.some(shelterIds => shelterIds.has(shelterId))) return;
    await raise(manager, {
      kind: 'PLACEMENT_REVIEW',
      tier: 'MANAGER',
      organisationId,
      shelterId,
      key: `PLACEMENT_REVIEW ${newId()}`,
    });
  }

  private member(): Member {
    if (!isMember(this.viewer)) throw new NotFound();
    return this.viewer;
  }
}

interface Beginning {
  readonly bed: Bed | null;
  readonly hold: BedHold | null;
  readonly at: Date;
  readonly risk: RiskLevel;
  readonly caseRef: string | null;
  readonly until?: Date | null;
  readonly isReserved?: boolean;
}

const heldBeds = (manager: EntityManager, holdId: string, at: Date): Promise<Bed[]> =>
  manager
    .createQueryBuilder(Bed, 'bed')
    .innerJoin('claim', 'claim', 'claim.bed_id = bed.id')
    .where('claim.hold_id = :holdId and claim.during @> :at::timestamptz', { holdId, at })
    .orderBy('bed.label')
    .addOrderBy('bed.id')
    .getMany();
