import { isDeepStrictEqual } from 'node:util';
import { isMember, type Member, type Viewer } from '@ura/access';
import { newId, type ScopedDatabase } from '@ura/database';
import { Invalid, Unauthenticated } from '@ura/errors';
import { keyAfter, type Page, type PageArgs, pageOf } from '@ura/vocabulary';
import { type EntityManager, LessThan } from 'typeorm';
import { Change } from './change.entity';

export class ChangeService {
  constructor(
    private readonly database: ScopedDatabase,
    readonly viewer: Viewer,
  ) {}

  /** The history of an organisation's entries, the latest first. The field's rule says who may read it. */
  of(organisationId: string, args: PageArgs): Promise<Page<Change>> {
    const [before] = keyAfter(args.after) ?? [];
    if (before !== undefined && !/^\d{1,18}$/.test(before)) {
      throw new Invalid('after', 'This is not a cursor of this list.');
    }
    return this.database.run(async manager => {
      const rows = await manager.find(Change, {
        where: { organisationId, ...(before !== undefined && { position: LessThan(before) }) },
        order: { position: 'DESC' },
        take: args.first + 1,
      });
      return pageOf(
        rows,
        args,
        ({ position }) => [position],
        await manager.countBy(Change, { organisationId }),
      );
    });
  }
}

/** What was changed, as it is kept. */
export interface Changed {
  readonly organisationId: string;
  readonly entity: string;
  readonly entityId: string;
  /** The fields that were changed as they were; nothing of a thing that is new. */
  readonly was?: Readonly<Record<string, unknown>>;
  readonly became: Readonly<Record<string, unknown>>;
}

/** Keeps a change in the transaction that makes it. */
export const keepChange = async (
  manager: EntityManager,
  viewer: Member,
  { organisationId, entity, entityId, was = {}, became }: Changed,
): Promise<void> => {
  await manager.insert(Change, {
    id: newId(),
    organisationId,
    entity,
    entityId,
    fields: Object.keys(became),
    changedBy: viewer.id,
    changedByOrganisationId: viewer.organisationId,
    was: was as never,
    became: became as never,
  });
};

/** Whoever writes has signed in. Throws Unauthenticated otherwise. */
export const signedIn = (viewer: Viewer): Member => {
  if (!isMember(viewer)) throw new Unauthenticated();
  return viewer;
};

/** A value as it is stored: no classes, and nothing for what is null within it. */
export const plain = <Value>(value: Value): Value =>
  value === null || value === undefined
    ? (null as Value)
    : JSON.parse(JSON.stringify(value, (_key, part) => (part === null ? undefined : part)));

/**
 * What an input changes of a row: the fields that it gives and that differ. Throws Invalid for a null
 * where there must be something.
 */
export const differences = <Row extends object>(
  row: Row,
  input: { readonly [Name in keyof Row]?: unknown },
  names: {
    readonly required: readonly (keyof Row & string)[];
    readonly optional: readonly (keyof Row & string)[];
  },
): { was: Partial<Row>; became: Partial<Row> } => {
  const was: Partial<Row> = {};
  const became: Partial<Row> = {};
  for (const name of [...names.required, ...names.optional]) {
    const given = input[name];
    if (given === undefined) continue;
    if (given === null && names.required.includes(name)) {
      throw new Invalid(`input.${name}`, 'This cannot be taken away.');
    }
    const value = plain(given) as Row[typeof name];
    if (isDeepStrictEqual(plain(row[name]), value)) continue;
    was[name] = row[name];
    became[name] = value;
  }
  return { was, became };
};
