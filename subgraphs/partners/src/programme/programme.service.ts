import type { Viewer } from '@ura/access';
import type { ScopedDatabase } from '@ura/database';
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import { grouped } from '../rows/rows.rules';
import { Programme } from './programme.entity';

export class ProgrammeService {
  private readonly ofOrganisations = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const rows = await manager.find(Programme, {
        where: { organisationId: In([...ids]) },
        order: { position: 'ASC' },
      });
      return grouped(ids, rows, ({ organisationId }) => organisationId);
    }),
  );

  constructor(
    private readonly database: ScopedDatabase,
    readonly viewer: Viewer,
  ) {}

  ofOrganisation(organisationId: string): Promise<Programme[]> {
    return this.ofOrganisations.load(organisationId);
  }
}
