import type { Viewer } from '@ura/access';
import { isId, newId, once, type ScopedDatabase } from '@ura/database';
import { Forbidden, Invalid, NotFound } from '@ura/errors';
import { keyAfter, type LocalizedText, type Page, pageOf } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { differences, keepChange, plain, signedIn } from '../change/change.service';
import { inOrder, present } from '../rows/rows.rules';
import { indexServices } from '../service-search/service-search.service';
import { patternsOf, searchText } from '../words/words.rules';
import { Organisation } from './organisation.entity';
import type {
  AddOrganisationInput,
  ChangeOrganisationInput,
  OrganisationArgs,
  OrganisationFilter,
  OrganisationsArgs,
} from './organisation.inputs';
import { isCoordinated, mayEdit } from './organisation.rules';

export class OrganisationService {
  private readonly rows = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager =>
      inOrder(ids, await manager.findBy(Organisation, { id: In([...ids]) }), ({ id }) => id),
    ),
  );

  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  async byId(id: string): Promise<Organisation | null> {
    return isId(id) ? this.rows.load(id.toLowerCase()) : null;
  }

  async byIds(ids: readonly string[]): Promise<Organisation[]> {
    return present(await this.rows.loadMany(ids));
  }

  /** Throws Invalid unless exactly one of id and slug is given. */
  async one({ id, slug }: OrganisationArgs): Promise<Organisation | null> {
    if (Boolean(id) === Boolean(slug)) throw new Invalid('id', 'Give either the id or the slug.');
    return id
      ? this.byId(id)
      : this.database.run(manager => manager.findOneBy(Organisation, { slug: slug! }));
  }

  visible(args: OrganisationsArgs): Promise<Page<Organisation>> {
    const [after] = keyAfter(args.after) ?? [];
    if (after !== undefined && !/^[a-z0-9-]+$/.test(after)) {
      throw new Invalid('after', 'This is not a cursor of this list.');
    }
    return this.database.run(async manager => {
      const query = manager.createQueryBuilder(Organisation, 'o').where('true');
      narrow(query, args.filter ?? {});
      const totalCount = await query.getCount();
      if (after !== undefined) query.andWhere('o.slug > :after', { after });
      const rows = await query
        .orderBy('o.slug')
        .limit(args.first + 1)
        .getMany();
      return pageOf(rows, args, ({ slug }) => [slug], totalCount);
    });
  }

  /**
   * Adds an entry: an editor the one of their own organisation, a coordinator one of an institution or
   * network. Throws Forbidden for any other, and Invalid when the slug is taken.
   */
  async add(input: AddOrganisationInput): Promise<Organisation> {
    const viewer = signedIn(this.viewer);
    const isTheirOwn = !viewer.roles.includes('COORDINATOR') || !isCoordinated(input.kind);
    return this.database.run(async manager => {
      const made = await once(manager, { viewer, operation: 'addOrganisation', input }, async () => {
        const id = isTheirOwn ? viewer.organisationId : newId();
        const exists = await manager.existsBy(Organisation, { id });
        if (exists || !mayEdit(viewer, { id, kind: input.kind })) throw new Forbidden();
        const { idempotencyKey: _, ...words } = input;
        const row = { ...plain(words), id };
        const inserted = await manager
          .createQueryBuilder()
          .insert()
          .into(Organisation)
          .values({ ...row, searchText: organisationWords(row) })
          .orIgnore()
          .returning('id')
          .execute();
        if (inserted.raw.length === 0) throw new Invalid('input.slug', 'Another organisation has this slug.');
        await keepChange(manager, viewer, {
          organisationId: id,
          entity: 'Organisation',
          entityId: id,
          became: plain(words),
        });
        return id;
      });
      return manager.findOneByOrFail(Organisation, { id: made });
    });
  }

  /** Changes what the input gives, and nothing else. */
  async change(input: ChangeOrganisationInput): Promise<Organisation> {
    const viewer = signedIn(this.viewer);
    return this.database.run(async manager => {
      const row = await organisationToEdit(manager, viewer, input.organisationId, {
        mode: 'for_no_key_update',
      });
      const { was, became } = differences(row, input, {
        required: ['name'],
        optional: ['acronym', 'mission', 'founded', 'website'],
      });
      if (Object.keys(became).length === 0) return row;
      Object.assign(row, became);
      await manager.update(Organisation, { id: row.id }, { ...became, searchText: organisationWords(row) });
      await indexServices(manager, { organisationId: row.id });
      await keepChange(manager, viewer, {
        organisationId: row.id,
        entity: 'Organisation',
        entityId: row.id,
        was,
        became,
      });
      return row;
    });
  }
}

/** What an organisation is searched by. */
export const organisationWords = ({
  name,
  acronym,
}: {
  name: LocalizedText;
  acronym?: string | null;
}): string => searchText([name.sq, name.en, name.sr, acronym]);

/**
 * An organisation whose entries the viewer may edit; locked when its own entry changes, so that changes
 * follow each other. Throws NotFound, or Forbidden.
 */
export const organisationToEdit = async (
  manager: EntityManager,
  viewer: Viewer,
  id: string,
  lock?: { readonly mode: 'for_no_key_update' },
): Promise<Organisation> => {
  const row = await manager.findOne(Organisation, { where: { id }, lock });
  if (!row) throw new NotFound();
  if (!mayEdit(viewer, row)) throw new Forbidden();
  return row;
};

/** Throws Invalid with the field when one of the organisations is not in the directory. */
export const refuseUnknownOrganisations = async (
  manager: EntityManager,
  ids: readonly string[],
  field: string,
): Promise<void> => {
  const known = await manager.countBy(Organisation, { id: In([...ids]) });
  if (known < new Set(ids.map(id => id.toLowerCase())).size) {
    throw new Invalid(field, 'There is no such organisation in the directory.');
  }
};

function narrow(query: SelectQueryBuilder<Organisation>, filter: OrganisationFilter): void {
  const { text, kinds, country, networkId } = filter;
  if (text?.trim()) {
    const patterns = patternsOf(text);
    if (patterns.length === 0) query.andWhere('false');
    for (const [n, pattern] of patterns.entries()) {
      query.andWhere(`o.searchText like :p${n}`, { [`p${n}`]: pattern });
    }
  }
  if (kinds?.length) query.andWhere('o.kind in (:...kinds)', { kinds });
  if (country) query.andWhere('o.country = :country', { country });
  if (networkId) {
    const members = 'select m.organisation_id from membership m where m.network_id = :networkId';
    query.andWhere(`o.id in (${members})`, { networkId });
  }
}
