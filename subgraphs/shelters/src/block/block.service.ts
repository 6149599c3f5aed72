import type { Viewer } from '@ura/access';
import { newId, type ScopedDatabase } from '@ura/database';
import { Conflict, Invalid, NotFound } from '@ura/errors';
import { type EntityManager, MoreThan } from 'typeorm';
import { confirmFigures } from '../availability/availability.service';
import { Bed } from '../bed/bed.entity';
import { refuseUnlessFree } from '../bed/bed.service';
import { endClaims, takeBeds, turnFor } from '../claim/claim.service';
import { ownStaff } from '../shelter/shelter.rules';
import { BedBlock } from './block.entity';
import type { BlockBedInput, UnblockBedInput } from './block.inputs';

export class BlockService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  /** Takes an empty bed out of use. Throws Conflict, naming its status, while anybody has it. */
  block({ bedId, reason, from, until }: BlockBedInput): Promise<Bed> {
    return this.database.run(async manager => {
      const bed = await this.ownBed(manager, bedId);
      const now = await turnFor(manager, bed.shelterId);
      const startsAt = from && from > now ? from : now;
      if (from && from.getTime() < now.getTime() - 60_000)
        throw new Invalid('input.from', 'This time is past.');
      if (until <= startsAt) throw new Invalid('input.until', 'A block ends after it begins.');
      await refuseUnlessFree(manager, bedId, startsAt, until, 'blocked');
      const { shelterId, organisationId } = bed;
      const block = { id: newId(), bedId, shelterId, organisationId, startsAt, endsAt: until, reason };
      await manager.insert(BedBlock, block);
      await takeBeds(manager, { kind: 'BLOCK', beds: [bed], from: startsAt, until, blockId: block.id });
      await confirmFigures(manager, shelterId);
      return bed;
    });
  }

  /** Ends the blocks of a bed, those to come included. Throws Conflict where there are none. */
  unblock({ bedId }: UnblockBedInput): Promise<Bed> {
    return this.database.run(async manager => {
      const bed = await this.ownBed(manager, bedId);
      const now = await turnFor(manager, bed.shelterId);
      const blocks = await manager.findBy(BedBlock, { bedId, endsAt: MoreThan(now) });
      if (blocks.length === 0) throw new Conflict('This bed is not BLOCKED; it cannot be unblocked.');
      for (const { id, startsAt } of blocks) {
        const end = later(startsAt, now);
        await endClaims(manager, { blockId: id }, end);
        await manager.update(BedBlock, { id }, { endsAt: end });
      }
      await confirmFigures(manager, bed.shelterId);
      return bed;
    });
  }

  private async ownBed(manager: EntityManager, bedId: string): Promise<Bed> {
    const bed = await manager.findOneBy(Bed, { id: bedId });
    if (!bed || !ownStaff(this.viewer, bed)) throw new NotFound();
    return bed;
  }
}

const later = (one: Date, other: Date): Date => new Date(Math.max(one.getTime(), other.getTime()));
