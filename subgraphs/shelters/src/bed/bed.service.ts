import type { Viewer } from '@ura/access';
import { isId, type ScopedDatabase } from '@ura/database';
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import { ownStaff } from '../shelter/shelter.rules';
import { Bed } from './bed.entity';

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
    const bed = isId(id) ? await this.beds.load(id) : null;
    return bed && ownStaff(this.viewer, bed) ? bed : null;
  }
}
