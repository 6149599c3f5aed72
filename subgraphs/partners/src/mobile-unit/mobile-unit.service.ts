import type { Viewer } from '@ura/access';
import { isId, type ScopedDatabase } from '@ura/database';
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import { placeCoded } from '../place/place.service';
import { grouped, inOrder } from '../rows/rows.rules';
import { MobileUnit } from './mobile-unit.entity';
import type { MobileUnitsArgs } from './mobile-unit.inputs';

export class MobileUnitService {
  private readonly rows = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager =>
      inOrder(ids, await manager.findBy(MobileUnit, { id: In([...ids]) }), ({ id }) => id),
    ),
  );

  private readonly ofOrganisations = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const where = { organisationId: In([...ids]) };
      const rows = await manager.find(MobileUnit, { where, order: { code: 'ASC' } });
      return grouped(ids, rows, ({ organisationId }) => organisationId);
    }),
  );

  constructor(
    private readonly database: ScopedDatabase,
    readonly viewer: Viewer,
  ) {}

  async byId(id: string): Promise<MobileUnit | null> {
    return isId(id) ? this.rows.load(id.toLowerCase()) : null;
  }

  ofOrganisation(organisationId: string): Promise<MobileUnit[]> {
    return this.ofOrganisations.load(organisationId);
  }

  visible({ regionCode }: MobileUnitsArgs): Promise<MobileUnit[]> {
    return this.database.run(async manager => {
      const region = regionCode ? await placeCoded(manager, regionCode, 'regionCode') : undefined;
      const where = region ? { regionId: region.id } : {};
      return manager.find(MobileUnit, { where, order: { code: 'ASC' } });
    });
  }
}
