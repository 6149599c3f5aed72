import {
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  parse,
  validate,
} from 'graphql';
import { ArgumentWriter } from './arguments.fixture';
import type { OperationSketch, Pick } from './sketch.fixture';

export interface Operation {
  readonly text: string;
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
}

/** Reads a sketch as an operation of this schema; undefined where it means nothing valid. */
export const operationOf = (sketch: OperationSketch, schema: GraphQLSchema): Operation | undefined => {
  for (const isReusing of [true, false]) {
    const text = new Writer(schema, isReusing);
    const written = text.write(sketch);
    const document = parse(written.text, { noLocation: true });
    if (validate(schema, document).length === 0) return { ...written, document };
  }
  return undefined;
};

const ALIASES = ['a', 'b', 'length', 'items', 'data', 'c'];
/** What every object of the language has, and no answer may have unasked. */
const INHERITED = ['__proto__', 'constructor', 'toString'];
const wishedName = (name: string, alias: number): string => {
  if (alias > 997) return INHERITED[alias % INHERITED.length]!;
  return alias % 3 === 0 ? ALIASES[(alias / 3) % ALIASES.length]! : name;
};
const MAX_DEPTH = 5;

/** What the names of an answer stand for at one place, so that no two things get the same name there. */
interface Scope {
  readonly names: Map<string, { readonly meaning: string; readonly type: string }>;
  readonly below: Map<string, Scope>;
}

const scope = (): Scope => ({ names: new Map(), below: new Map() });

class Writer {
  private readonly fragments: { readonly name: string; readonly on: string; readonly text: string }[] = [];
  private readonly arguments = new ArgumentWriter();
  private spread = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly isReusing: boolean,
  ) {}

  write({ isMutation, picks }: OperationSketch): Omit<Operation, 'document'> {
    const mutation = isMutation ? this.schema.getMutationType() : undefined;
    const root = mutation ?? this.schema.getQueryType()!;
    const body = this.selections(root, picks, scope(), 0);
    const kind = mutation ? 'mutation' : 'query';
    const head = this.arguments.definitions();
    const fragments = this.fragments.map(({ name, on, text }) => `fragment ${name} on ${on} ${text}`);
    return {
      text: [`${kind} Asked${head} ${body}`, ...fragments].join('\n'),
      variables: this.arguments.values,
    };
  }

  private selections(
    type: GraphQLCompositeType,
    picks: readonly Pick[],
    names: Scope,
    depth: number,
  ): string {
    const parts = picks.map(pick => this.selection(type, pick, names, depth));
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  }

  private selection(type: GraphQLCompositeType, pick: Pick, names: Scope, depth: number): string {
    const form = pick.form % 12;
    if (depth === 0 && form === 11 && type === this.schema.getQueryType()) return this.introspection(pick);
    if (form === 8) return this.typename(pick);
    if (form >= 9 || isUnionType(type)) {
      return depth < MAX_DEPTH + 2 ? this.fragment(type, pick, names, depth) : '__typename';
    }
    return this.field(type, pick, names, depth);
  }

  private typename({ alias, flag }: Pick): string {
    const name = alias % 4 === 0 ? `t${alias % 3}: __typename` : '__typename';
    return `${name}${this.arguments.directive(flag)}`;
  }

  private introspection({ choice, alias, flag }: Pick): string {
    const name = alias % 3 === 0 ? `s${alias % 2}: ` : '';
    const directive = this.arguments.directive(flag);
    return choice % 2 === 0
      ? `${name}__schema${directive} { queryType { name } }`
      : `${name || 'type: '}__type(name: "T0")${directive} { kind name }`;
  }

  private field(type: GraphQLCompositeType, pick: Pick, names: Scope, depth: number): string {
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const choices = depth < MAX_DEPTH ? fields : fields.filter(it => !isCompositeType(getNamedType(it.type)));
    const field = choices[pick.choice % Math.max(choices.length, 1)];
    if (!field) return '__typename';
    const args = this.arguments.write(field.args, pick.args);
    const name = this.name(field, args, type.name, pick.alias, names);
    const head = `${name === field.name ? '' : `${name}: `}${field.name}${args}${this.arguments.directive(pick.flag)}`;
    const inner = getNamedType(field.type);
    if (!isCompositeType(inner)) return head;
    const below = names.below.get(name) ?? scope();
    names.below.set(name, below);
    return `${head} ${this.selections(inner, pick.picks, below, depth + 1)}`;
  }

  /** The field's own name or an alias; one that is taken is shared where the answers cannot collide. */
  private name(
    field: GraphQLField<unknown, unknown>,
    args: string,
    parent: string,
    alias: number,
    { names }: Scope,
  ): string {
    const wished = wishedName(field.name, alias);
    const meaning = `${parent}.${field.name}${args}`;
    const type = String(field.type);
    const isFree = (name: string) => {
      const taken = names.get(name);
      if (!taken) return true;
      if (taken.type !== type) return false;
      const [other = ''] = taken.meaning.split('.');
      const isApart = other !== parent && [other, parent].every(it => isObjectType(this.schema.getType(it)));
      return (
        taken.meaning === meaning ||
        isApart ||
        taken.meaning.slice(other.length) === meaning.slice(parent.length)
      );
    };
    let name = wished;
    for (let next = 0; !isFree(name); next += 1) name = `${wished}_${next}`;
    if (!names.has(name)) names.set(name, { meaning, type });
    return name;
  }

  private fragment(type: GraphQLCompositeType, pick: Pick, names: Scope, depth: number): string {
    const on = this.narrowed(type, pick.choice);
    const directive = this.arguments.directive(pick.flag);
    if (pick.form % 12 === 10) {
      const known = this.fragments.filter(it => it.on === on.name);
      if (this.isReusing && pick.alias % 3 === 0 && known.length > 0) {
        return `...${known[pick.alias % known.length]!.name}${directive}`;
      }
      const text = this.selections(on, pick.picks, names, depth + 1);
      const name = `F${this.spread++}`;
      this.fragments.push({ name, on: on.name, text });
      return `...${name}${directive}`;
    }
    const condition = on === type && pick.alias % 2 === 0 ? '' : ` on ${on.name}`;
    return `...${condition}${directive} ${this.selections(on, pick.picks, names, depth + 1)}`;
  }

  /** The type itself, one that it may turn out to be, or an interface in between. */
  private narrowed(type: GraphQLCompositeType, choice: number): GraphQLCompositeType {
    const possible = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
    const interfaces = possible.flatMap(it => (isObjectType(it) ? it.getInterfaces() : []));
    const all: GraphQLCompositeType[] = [...possible, type, ...possible, ...interfaces];
    return all.filter(it => isObjectType(it) || isInterfaceType(it) || it === type)[choice % all.length]!;
  }
}
