import type { Viewer } from '@ura/access';
import { isId, newId, once, type ScopedDatabase } from '@ura/database';
import { Forbidden, Invalid } from '@ura/errors';
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import { keepChange, plain, signedIn } from '../change/change.service';
import { Organisation } from '../organisation/organisation.entity';
import { mayEdit } from '../organisation/organisation.rules';
import { grouped, inOrder, present } from '../rows/rows.rules';
import { Agreement } from './agreement.entity';
import type { AddAgreementInput } from './agreement.inputs';
import { AgreementParty } from './agreement-party.entity';

export class AgreementService {
  private readonly rows = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager =>
      inOrder(ids, await manager.findBy(Agreement, { id: In([...ids]) }), ({ id }) => id),
    ),
  );

  private readonly parties = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const where = { agreementId: In([...ids]) };
      const rows = await manager.find(AgreementParty, { where, order: { position: 'ASC' } });
      return grouped(ids, rows, ({ agreementId }) => agreementId);
    }),
  );

  private readonly ofOrganisations = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const where = { organisationId: In([...ids]) };
      const rows = await manager.find(AgreementParty, { where, order: { agreementId: 'ASC' } });
      return grouped(ids, rows, ({ organisationId }) => organisationId);
    }),
  );

  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  async byId(id: string): Promise<Agreement | null> {
    return isId(id) ? this.rows.load(id.toLowerCase()) : null;
  }

  async ofOrganisation(organisationId: string): Promise<Agreement[]> {
    const parties = await this.ofOrganisations.load(organisationId);
    return present(await this.rows.loadMany(parties.map(({ agreementId }) => agreementId)));
  }

  async partyIdsOf(agreementId: string): Promise<string[]> {
    return (await this.parties.load(agreementId)).map(({ organisationId }) => organisationId);
  }

  /** Throws Forbidden unless the viewer keeps the entry of a party. */
  async add(input: AddAgreementInput): Promise<Agreement> {
    const viewer = signedIn(this.viewer);
    return this.database.run(async manager => {
      const id = await once(manager, { viewer, operation: 'addAgreement', input }, async () => {
        const parties = await manager.findBy(Organisation, { id: In(input.partyIds) });
        if (parties.length < input.partyIds.length) {
          throw new Invalid('input.partyIds', 'One of the parties is not in the directory.');
        }
        if (!parties.some(party => mayEdit(viewer, party))) throw new Forbidden();
        const { idempotencyKey: _, partyIds, ...words } = input;
        const made = newId();
        await manager.insert(Agreement, { ...(plain(words) as object), id: made });
        await manager.insert(
          AgreementParty,
          partyIds.map((organisationId, position) => ({ agreementId: made, organisationId, position })),
        );
        const became = plain({ ...words, partyIds });
        for (const { id: organisationId } of parties) {
          await keepChange(manager, viewer, { organisationId, entity: 'Agreement', entityId: made, became });
        }
        return made;
      });
      return manager.findOneByOrFail(Agreement, { id });
    });
  }
}
