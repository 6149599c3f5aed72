import type { ScopedDatabase } from '@ura/database';
import DataLoader from 'dataloader';
import { type EntityManager, In } from 'typeorm';
import { Bed, type BedStatus } from '../bed/bed.entity';
import { bedStatusAt } from '../bed/bed.rules';
import { claimsOver, clock } from '../claim/claim.service';
import type { Shelter } from '../shelter/shelter.entity';
import type { Availability } from './availability.entity';
import { groupedBy, tally } from './availability.rules';

/** Not remembered: within one request a mutation may come between two answers. */
const BATCHED = { cache: false } as const;

export class AvailabilityService {
  private readonly figures = new DataLoader(
    (shelters: readonly Shelter[]) => this.database.run(manager => this.of(manager, shelters)),
    BATCHED,
  );

  private readonly statuses = new DataLoader(
    (bedIds: readonly string[]) =>
      this.database.run(async manager => {
        const known = await statusesOf(manager, bedIds);
        return bedIds.map(id => known.get(id)!);
      }),
    BATCHED,
  );

  constructor(private readonly database: ScopedDatabase) {}

  /** The figures of a shelter now, counted from the claims. */
  ofShelter(shelter: Shelter): Promise<Availability> {
    return this.figures.load(shelter);
  }

  /** What a bed is now. */
  ofBed(bedId: string): Promise<BedStatus> {
    return this.statuses.load(bedId);
  }

  private async of(manager: EntityManager, shelters: readonly Shelter[]): Promise<Availability[]> {
    const beds = await manager.find(Bed, {
      select: { id: true, shelterId: true },
      where: { shelterId: In(shelters.map(({ id }) => id)) },
    });
    const now = await clock(manager);
    const known = await statusesOf(
      manager,
      beds.map(({ id }) => id),
      now,
    );
    const inShelter = groupedBy(beds, ({ shelterId }) => shelterId);
    return shelters.map(({ id, confirmedAt }) =>
      tally(
        (inShelter.get(id) ?? []).map(bed => known.get(bed.id)!),
        confirmedAt,
        now,
      ),
    );
  }
}

async function statusesOf(
  manager: EntityManager,
  bedIds: readonly string[],
  now?: Date,
): Promise<Map<string, BedStatus>> {
  const at = now ?? (await clock(manager));
  const claims = groupedBy(
    await claimsOver(manager, bedIds, at, new Date(at.getTime() + 1)),
    ({ bedId }) => bedId,
  );
  return new Map(bedIds.map(id => [id, bedStatusAt(claims.get(id) ?? [], at)]));
}

/** Whatever the shelter's own staff change about its beds says that the figures are right, now. */
export const confirmFigures = async (manager: EntityManager, shelterId: string): Promise<void> => {
  await manager.query(
    `update shelter set confirmed_at = date_trunc('milliseconds', clock_timestamp()) where id = $1`,
    [shelterId],
  );
};
