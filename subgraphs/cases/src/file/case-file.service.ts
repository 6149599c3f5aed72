import { isMember, type Viewer } from '@ura/access';
import type { ScopedDatabase, Statement } from '@ura/database';
import DataLoader from 'dataloader';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { CasePart } from '../part/part.rules';

/**
 * What one request reads of cases. Whatever is asked for at the same moment goes to the database in one
 * transaction, together with the lines of the audit that say who looked at which part of which case: a
 * case page is a handful of statements, and nothing is read that leaves no trace.
 */
export class CaseFile {
  private readonly looked = new Map<string, Set<CasePart>>();
  private looks: { readonly id: string; readonly part: CasePart }[] = [];

  private readonly statements = new DataLoader<Statement, readonly unknown[]>(
    async statements => {
      const looks = this.looks.splice(0);
      const sent = looks.length > 0 ? [...statements, looking(looks)] : statements;
      const answers = await this.database.together(...sent).catch(error => {
        // Nothing was recorded, so that whoever asks again has not been seen yet.
        for (const { id, part } of looks) this.looked.get(id)?.delete(part);
        throw error;
      });
      return answers.slice(0, statements.length) as unknown[][];
    },
    { cache: false },
  );

  constructor(
    private readonly database: ScopedDatabase,
    readonly viewer: Viewer,
  ) {}

  /** The rows of one statement, as the database gives them. */
  rows<Result>(text: string, values: Statement['values'] = []): Promise<readonly Result[]> {
    return this.statements.load({ text, values }) as Promise<readonly Result[]>;
  }

  /** The rows of one statement that selects whole rows of an entity's table. */
  async all<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    text: string,
    values: Statement['values'] = [],
  ): Promise<Entity[]> {
    const rows = await this.rows<Record<string, unknown>>(text, values);
    return rows.map(row => this.made(entity, row));
  }

  /** The same, with whatever else the statement selects beside the entity's columns. */
  async allWith<Entity extends ObjectLiteral, More extends object>(
    entity: EntityTarget<Entity>,
    text: string,
    values: Statement['values'] = [],
  ): Promise<(Entity & More)[]> {
    const rows = await this.rows<More & Record<string, unknown>>(text, values);
    const names = new Set(
      this.database.source.getMetadata(entity).columns.map(column => column.databaseName),
    );
    return rows.map(row => {
      const more = Object.fromEntries(Object.entries(row).filter(([name]) => !names.has(name)));
      return Object.assign(this.made(entity, row), more as More);
    });
  }

  /** Remembers that the viewer looks at a part of a case; what is read next is recorded with it, once a request. */
  looksAt(id: string, part: CasePart): void {
    if (!isMember(this.viewer)) return;
    const parts = this.looked.get(id) ?? new Set();
    if (parts.has(part)) return;
    this.looked.set(id, parts.add(part));
    this.looks.push({ id, part });
  }

  private made<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    row: Record<string, unknown>,
  ): Entity {
    const { columns, target } = this.database.source.getMetadata(entity);
    const made = Object.create((target as { prototype: object }).prototype);
    for (const column of columns) {
      const value = row[column.databaseName];
      made[column.propertyName] = this.database.source.driver.prepareHydratedValue(value, column);
    }
    return made;
  }
}

// Those that the viewer does not see are no rows here, and so leave no line.
const looking = (looks: readonly { readonly id: string; readonly part: CasePart }[]): Statement => ({
  text: `select look_at_cases($1::uuid[], $2::text[])`,
  values: [looks.map(({ id }) => id), looks.map(({ part }) => part)],
});
