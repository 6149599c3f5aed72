import {
  type GraphQLArgument,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { hash } from './hash.fixture';

/** Writes arguments and directives, and keeps the variables that they use. */
export class ArgumentWriter {
  readonly values: Record<string, unknown> = {};
  private readonly used = new Map<string, string>();

  definitions(): string {
    return this.used.size > 0
      ? `(${[...this.used].map(([name, type]) => `$${name}: ${type}`).join(', ')})`
      : '';
  }

  write(args: readonly GraphQLArgument[], number: number): string {
    const parts = args.flatMap((it, index) => {
      const salt = hash(number, index);
      if (!isRequiredArgument(it) && salt % 4 === 0) return [];
      return [`${it.name}: ${salt % 4 === 1 ? this.variable(it, salt) : literal(it.type, salt)}`];
    });
    return parts.length > 0 ? `(${parts.join(', ')})` : '';
  }

  /** Nothing, mostly; else skip or include, by a constant or a variable. */
  directive(flag: number): string {
    const name = flag % 2 === 0 ? 'skip' : 'include';
    switch (flag % 10) {
      case 4:
        return ` @${name}(if: ${flag % 3 === 0})`;
      case 5:
      case 6:
        return ` @${name}(if: $${this.truth(flag)})`;
      case 7:
        return ` @skip(if: $${this.truth(flag)}) @include(if: $${this.truth(flag + 1)})`;
      default:
        return '';
    }
  }

  private truth(flag: number): string {
    const which = flag % 4;
    const name = `is${which}`;
    this.used.set(name, which < 2 ? 'Boolean!' : `Boolean! = ${which === 2}`);
    if (which !== 3) this.values[name] ??= hash(flag, 'truth') % 2 === 0;
    return name;
  }

  private variable({ type, defaultValue }: GraphQLArgument, salt: number): string {
    const name = `v${this.used.size}`;
    const isOpen = !isNonNullType(type) || defaultValue !== undefined;
    this.used.set(
      name,
      salt % 3 === 0 ? `${getNullableType(type)} = ${literal(getNullableType(type), salt)}` : String(type),
    );
    if (salt % 3 === 0 && salt % 2 === 0) return `$${name}`;
    if (!isNonNullType(type) && salt % 5 === 0) this.values[name] = null;
    else if (!(isOpen && salt % 7 === 0)) this.values[name] = sample(type, salt);
    return `$${name}`;
  }
}

const sample = (type: GraphQLInputType, salt: number, depth = 0): unknown => {
  if (isNonNullType(type)) return sample(type.ofType, salt, depth);
  if (isListType(type)) {
    return Array.from({ length: salt % 3 }, (_, at) => sample(type.ofType, hash(salt, at), depth));
  }
  if (isEnumType(type)) return type.getValues()[salt % type.getValues().length]!.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (it, at) => isRequiredInputField(it) || (depth < 2 && hash(salt, at) % 2 === 0),
    );
    return Object.fromEntries(fields.map(it => [it.name, sample(it.type, hash(salt, it.name), depth + 1)]));
  }
  return type.name === 'Int' ? salt % 10 : `s${salt % 10}`;
};

const literal = (type: GraphQLInputType, salt: number): string => written(type, sample(type, salt));

const written = (type: GraphQLInputType, value: unknown): string => {
  if (value === null || value === undefined) return 'null';
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    return `[${(value as unknown[]).map(it => written(nullable.ofType, it)).join(', ')}]`;
  }
  if (isEnumType(nullable)) return String(value);
  if (isInputObjectType(nullable)) {
    const fields = nullable.getFields();
    const parts = Object.entries(value).map(
      ([name, part]) => `${name}: ${written(fields[name]!.type, part)}`,
    );
    return `{ ${parts.join(', ')} }`;
  }
  return JSON.stringify(value);
};
