import type { Viewer } from '@ura/access';
import { isId, type ScopedDatabase } from '@ura/database';
import { Forbidden, Invalid, NotFound } from '@ura/errors';
import { keyAfter, type Page, pageOf } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { Shelter } from './shelter.entity';
import type { ShelterFilter, SheltersArgs } from './shelter.inputs';
import { mayKnowShelters, ownStaff } from './shelter.rules';
import { ShelterAddress } from './shelter-address.entity';

export class ShelterService {
  private readonly shelters = new DataLoader(
    (ids: readonly string[]) =>
      this.database.run(async manager => {
        const shelters = await manager.findBy(Shelter, { id: In([...ids]) });
        return ids.map(id => shelters.find(shelter => shelter.id === id) ?? null);
      }),
    { cache: false },
  );

  private readonly addresses = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const addresses = await manager.findBy(ShelterAddress, { shelterId: In([...ids]) });
      return ids.map(id => addresses.find(({ shelterId }) => shelterId === id) ?? null);
    }),
  );

  private readonly organisations = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const shelters = await manager.find(Shelter, {
        where: { organisationId: In([...ids]) },
        order: { slug: 'ASC' },
      });
      return ids.map(id => shelters.filter(({ organisationId }) => organisationId === id));
    }),
  );

  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  async one(id: string): Promise<Shelter | null> {
    if (!isId(id)) throw new Invalid('id', 'This is not an id.');
    return this.byId(id);
  }

  /** Null where it is hidden, missing or no id at all. */
  async byId(id: string): Promise<Shelter | null> {
    return isId(id) && mayKnowShelters(this.viewer, null) ? this.shelters.load(id.toLowerCase()) : null;
  }

  /** The ids of all that are visible. */
  async ids(): Promise<string[]> {
    if (!mayKnowShelters(this.viewer, null)) return [];
    const shelters = await this.database.run(manager => manager.find(Shelter, { select: { id: true } }));
    return shelters.map(({ id }) => id);
  }

  addressOf(shelter: Shelter): Promise<ShelterAddress | null> {
    return this.addresses.load(shelter.id);
  }

  async ofOrganisation(organisationId: string): Promise<Shelter[]> {
    return isId(organisationId) && mayKnowShelters(this.viewer, null)
      ? this.organisations.load(organisationId.toLowerCase())
      : [];
  }

  /** By slug, which is unique; the last part of the cursor is it. */
  visible({ filter, ...page }: SheltersArgs): Promise<Page<Shelter>> {
    const after = keyAfter(page.after);
    return this.database.run(async manager => {
      const found = filtered(manager.createQueryBuilder(Shelter, 'shelter'), filter);
      const totalCount = await found.getCount();
      if (after) found.andWhere('shelter.slug > :slug', { slug: after[0] });
      const rows = await found
        .orderBy('shelter.slug')
        .take(page.first + 1)
        .getMany();
      return pageOf(rows, page, ({ slug }) => [slug], totalCount);
    });
  }
}

const filtered = (query: SelectQueryBuilder<Shelter>, filter?: ShelterFilter | null) => {
  const { country, kinds, programme, organisationId } = filter ?? {};
  if (country) query.andWhere('shelter.country = :country', { country });
  if (kinds?.length) query.andWhere('shelter.kind in (:...kinds)', { kinds });
  if (programme) query.andWhere(':programme = any(shelter.programmes)', { programme });
  if (organisationId) query.andWhere('shelter.organisation_id = :organisationId', { organisationId });
  return query;
};

/** A shelter that the viewer works in. Throws NotFound where there is none, Forbidden where it is another's. */
export const ownShelter = async (
  manager: EntityManager,
  viewer: Viewer,
  shelterId: string,
  rule = ownStaff,
): Promise<Shelter> => {
  const shelter = await manager.findOneBy(Shelter, { id: shelterId });
  if (!shelter) throw new NotFound();
  if (!rule(viewer, shelter)) throw new Forbidden();
  return shelter;
};
