import type { Viewer } from '@ura/access';
import { isId, type ScopedDatabase } from '@ura/database';
import { Conflict } from '@ura/errors';
import DataLoader from 'dataloader';
import { type EntityManager, In } from 'typeorm';
import { claimsOver } from '../claim/claim.service';
import { ownStaff } from '../shelter/shelter.rules';
import { Bed } from './bed.entity';
import { bedStatusAt } from './bed.rules';

/**
 * Throws Conflict, naming what a bed is, where anybody has it at some moment of a time. That an overflow
 * bed goes away some day is for the staff to mind, who put it up.
 */
export const refuseUnlessFree = async (
  manager: EntityManager,
  bedId: string,
  from: Date,
  until: Date | null,
  step: string,
): Promise<void> => {
  const claims = await claimsOver(manager, [bedId], from, until);
  const claim = claims.find(({ kind, from: start }) => kind !== 'OVERFLOW' || start <= from);
  if (!claim) return;
  const status = bedStatusAt([claim], claim.from > from ? claim.from : from);
  throw new Conflict(`This bed is ${status} in that time; it cannot be ${step}.`);
};

export class BedService {
  private readonly beds = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const beds = await manager.findBy(Bed, { id: In([...ids]) });
      return ids.map(id => beds.find(bed => bed.id === id) ?? null);
    }),
  );

  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  /** Null where it is another house's, missing, or no id at all. */
  async byId(id: string): Promise<Bed | null> {
    const bed = isId(id) ? await this.beds.load(id.toLowerCase()) : null;
    return bed && ownStaff(this.viewer, bed) ? bed : null;
  }
}
