import { Invalid } from '@ura/errors';
import { IsDefined, Max, Min } from 'class-validator';
import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { Privacy, type PrivacyClass } from './privacy';

@ObjectType({ description: 'Where a page of a list stands.' })
@Directive('@shareable')
@Privacy('PUBLIC')
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there is something before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Where the page begins.' })
  startCursor?: string | null;

  @Field(() => String, { nullable: true, description: 'Pass it as `after` to get the next page.' })
  endCursor?: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: 'How many at most: 1 to 100.' })
  @IsDefined()
  @Min(1)
  @Max(100)
  first!: number;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null;
}

export interface Edge<Node> {
  readonly node: Node;
  readonly cursor: string;
}

/** One page of a list that can grow. */
export interface Page<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
}

/** Makes the Relay connection type of a node, with a privacy class for its fields. */
export const connectionOf = <Node extends object>(
  node: ClassType<Node>,
  name: string,
  privacy: PrivacyClass,
): ClassType<Page<Node>> => {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a page.` })
  @Privacy(privacy)
  class EdgeType implements Edge<Node> {
    @Field(() => node, { description: 'The thing itself.' })
    node!: Node;

    @Field(() => String, { description: 'Where it stands in the list.' })
    cursor!: string;
  }

  @ObjectType(`${name}Conn`, { description: `A page of a list of ${name}.` })
  @Privacy(privacy)
  class ConnectionType implements Page<Node> {
    @Field(() => [EdgeType], { description: 'The page.' })
    edges!: EdgeType[];

    @Field(() => PageInfo, { description: 'Where the page stands.' })
    pageInfo!: PageInfo;

    @Field(() => Int, {
      nullable: true,
      description: 'How many there are in all; null for who may not see the whole list.',
    })
    totalCount!: number | null;
  }
  return ConnectionType;
};

const encode = (key: readonly unknown[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** What a part of a sort key may be, so that the database is never asked with anything else. */
const isPart = {
  id: (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
  moment: (text: string) => new Date(text).toISOString() === text,
  day: (text: string) => new Date(text).toISOString() === `${text}T00:00:00.000Z`,
};

/**
 * The sort key that `after` stands for; undefined for the first page. Where `parts` are given, it has
 * exactly these. Throws Invalid for a cursor that is none of ours.
 */
export const keyAfter = (
  after: string | null | undefined,
  ...parts: readonly (keyof typeof isPart)[]
): readonly string[] | undefined => {
  if (after === null || after === undefined) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    const fits = (key: readonly string[]) =>
      parts.length === 0 ||
      (key.length === parts.length && parts.every((part, index) => isPart[part](key[index]!)));
    if (Array.isArray(key) && key.every(part => typeof part === 'string') && fits(key)) return key;
  } catch {
    // Not one of ours: refused below.
  }
  throw new Invalid('after', 'This is not a cursor of this list.');
};

/**
 * Makes a page out of rows that were asked for with one more than `first`. `keyOf` is what the rows
 * are sorted by; its last part is the id. `totalCount` is for lists that the viewer sees whole.
 */
export const pageOf = <Node>(
  rows: readonly Node[],
  { first, after }: PageArgs,
  keyOf: (node: Node) => readonly string[],
  totalCount: number | null = null,
): Page<Node> => {
  const edges = rows.slice(0, first).map(node => ({ node, cursor: encode(keyOf(node)) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: Boolean(after),
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
};
