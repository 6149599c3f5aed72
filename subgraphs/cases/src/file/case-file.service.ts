import { isMember, type Viewer } from '@ura/access';
import type { ScopedDatabase, Statement } from '@ura/database';
import DataLoader from 'dataloader';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { CasePart } from '../part/part.rules';

/** A statement whose rows are told as JSON, or as the database gives them. */
interface Question extends Statement {
  readonly isTold: boolean;
}

type Told = Readonly<Record<string, unknown>>;

/**
 * What one request reads of cases. Whatever is asked for at the same moment goes to the database in one
 * transaction, together with the lines of the audit that say who looked at which part of which case, and
 * whatever of it is rows of entities in one statement: a case page is a handful of statements however many
 * lists it has, and nothing is read that leaves no trace.
 */
export class CaseFile {
  private readonly looked = new Map<string, Set<CasePart>>();
  private looks: { readonly id: string; readonly part: CasePart }[] = [];

  private readonly questions = new DataLoader<Question, readonly unknown[]>(
    async questions => {
      const looks = this.looks.splice(0);
      const told = questions.filter(({ isTold }) => isTold);
      const single = questions.filter(({ isTold }) => !isTold);
      const sent: Statement[] = [...single];
      if (told.length > 0) sent.push(telling(told));
      if (looks.length > 0) sent.push(looking(looks));
      const answers = await this.database.together(...sent).catch(error => {
        // Nothing was recorded, so that whoever asks again has not been seen yet.
        for (const { id, part } of looks) this.looked.get(id)?.delete(part);
        throw error;
      });
      const [tales] = (answers[single.length] ?? []) as Record<string, unknown[]>[];
      return questions.map(question =>
        question.isTold ? tales![`q${told.indexOf(question)}`]! : answers[single.indexOf(question)]!,
      );
    },
    { cache: false },
  );

  constructor(
    private readonly database: ScopedDatabase,
    readonly viewer: Viewer,
  ) {}

  /** The rows of one statement, as the database gives them. */
  rows<Result>(text: string, values: Statement['values'] = []): Promise<readonly Result[]> {
    return this.questions.load({ text, values, isTold: false }) as Promise<readonly Result[]>;
  }

  /** The rows of one statement that selects whole rows of an entity's table. */
  all<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    text: string,
    values: Statement['values'] = [],
  ): Promise<Entity[]> {
    return this.allWith<Entity, object>(entity, text, values);
  }

  /**
   * The same, with whatever else the statement selects beside the entity's columns. That comes as JSON has
   * it, a moment as a text; but bytes are bytes.
   */
  async allWith<Entity extends ObjectLiteral, More extends object>(
    entity: EntityTarget<Entity>,
    text: string,
    values: Statement['values'] = [],
  ): Promise<(Entity & More)[]> {
    const rows = (await this.questions.load({ text, values, isTold: true })) as readonly Told[];
    const names = new Set(
      this.database.source.getMetadata(entity).columns.map(column => column.databaseName),
    );
    return rows.map(row => {
      const more = Object.entries(row).filter(([name]) => !names.has(name));
      const heard = Object.fromEntries(more.map(([name, value]) => [name, bytesOr(value)]));
      return Object.assign(this.made(entity, row), heard as More);
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

  /** Sends what was noted since the last question, where nothing else is asked with which it would go. */
  async leaveLines(): Promise<void> {
    if (this.looks.length > 0) await this.rows('select');
  }

  private made<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>, row: Told): Entity {
    const { columns, target } = this.database.source.getMetadata(entity);
    const made = Object.create((target as { prototype: object }).prototype);
    for (const column of columns) {
      const value = column.type === 'bytea' ? bytesOr(row[column.databaseName]) : row[column.databaseName];
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

/** Many statements as one, which gives the rows of each as a column of JSON. */
const telling = (statements: readonly Statement[]): Statement => {
  let before = 0;
  const columns = statements.map(({ text, values }, place) => {
    const moved = text.replace(/\$(\d+)/g, (_all, number) => `$${Number(number) + before}`);
    before += values.length;
    return `(select coalesce(json_agg(told), '[]') from (${moved}) as told) as q${place}`;
  });
  return { text: `select ${columns.join(', ')}`, values: statements.flatMap(({ values }) => values) };
};

/** Bytes, as PostgreSQL writes them in JSON; anything else as it is. */
const bytesOr = (value: unknown): unknown =>
  typeof value === 'string' && /^\\x([0-9a-f]{2})*$/.test(value) ? Buffer.from(value.slice(2), 'hex') : value;
