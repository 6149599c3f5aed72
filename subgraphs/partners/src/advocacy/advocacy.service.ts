import type { Viewer } from '@ura/access';
import { newId, once, type ScopedDatabase } from '@ura/database';
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import { keepChange, plain, signedIn } from '../change/change.service';
import type { Organisation } from '../organisation/organisation.entity';
import { organisationToEdit, refuseUnknownOrganisations } from '../organisation/organisation.service';
import { grouped } from '../rows/rows.rules';
import { AdvocacyActivity } from './advocacy.entity';
import type { AddAdvocacyInput } from './advocacy.inputs';

export class AdvocacyService {
  private readonly ofOrganisations = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const rows = await manager.find(AdvocacyActivity, {
        where: { organisationId: In([...ids]) },
        order: { position: 'ASC' },
      });
      return grouped(ids, rows, ({ organisationId }) => organisationId);
    }),
  );

  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  ofOrganisation(organisationId: string): Promise<AdvocacyActivity[]> {
    return this.ofOrganisations.load(organisationId);
  }

  /** Returns the organisation. */
  async add(input: AddAdvocacyInput): Promise<Organisation> {
    const viewer = signedIn(this.viewer);
    return this.database.run(async manager => {
      const organisation = await organisationToEdit(manager, viewer, input.organisationId);
      await once(manager, { viewer, operation: 'addAdvocacy', input }, async () => {
        const { addressedToId } = input;
        if (addressedToId) await refuseUnknownOrganisations(manager, [addressedToId], 'input.addressedToId');
        const { idempotencyKey: _, ...words } = input;
        const row = { ...plain(words), id: newId(), organisationId: organisation.id };
        await manager.insert(AdvocacyActivity, row as never);
        await keepChange(manager, viewer, {
          organisationId: organisation.id,
          entity: 'AdvocacyActivity',
          entityId: row.id,
          became: plain(words),
        });
        return organisation.id;
      });
      return organisation;
    });
  }
}
