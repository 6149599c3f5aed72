import type { Viewer } from '@ura/access';
import { newId, once, type ScopedDatabase } from '@ura/database';
import { Conflict, Invalid } from '@ura/errors';
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import { keepChange, plain, signedIn } from '../change/change.service';
import { Organisation } from '../organisation/organisation.entity';
import { organisationToEdit } from '../organisation/organisation.service';
import { grouped } from '../rows/rows.rules';
import { Membership } from './membership.entity';
import type { AddMembershipInput } from './membership.inputs';

export class MembershipService {
  private readonly ofOrganisations = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const rows = await manager.find(Membership, {
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

  ofOrganisation(organisationId: string): Promise<Membership[]> {
    return this.ofOrganisations.load(organisationId);
  }

  /** Throws Conflict when the organisation is a member already. Returns the organisation. */
  async add(input: AddMembershipInput): Promise<Organisation> {
    const viewer = signedIn(this.viewer);
    return this.database.run(async manager => {
      const organisation = await organisationToEdit(manager, viewer, input.organisationId);
      await once(manager, { viewer, operation: 'addMembership', input }, async () => {
        const network = await manager.findOneBy(Organisation, { id: input.networkId });
        if (network?.kind !== 'NETWORK') throw new Invalid('input.networkId', 'There is no such network.');
        if (network.id === organisation.id) {
          throw new Invalid('input.networkId', 'A network is not its own member.');
        }
        const { idempotencyKey: _, ...words } = input;
        const row = { ...plain(words), id: newId(), organisationId: organisation.id, networkId: network.id };
        const inserted = await manager
          .createQueryBuilder()
          .insert()
          .into(Membership)
          .values(row)
          .orIgnore()
          .returning('id')
          .execute();
        if (inserted.raw.length === 0) throw new Conflict('It is already a member of this network.');
        await keepChange(manager, viewer, {
          organisationId: organisation.id,
          entity: 'Membership',
          entityId: row.id,
          became: plain(words),
        });
        return organisation.id;
      });
      return organisation;
    });
  }
}
