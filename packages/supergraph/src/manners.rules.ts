import { Kind, type TypeNode } from 'graphql';
import type { Rule } from './graph';
import type { Problem } from './problem';
import {
  answering,
  directivesNamed,
  hasDirective,
  namedType,
  rootTypes,
  type Subgraph,
  type Type,
} from './subgraph';

const perType =
  (rule: string, problems: (type: Type, subgraph: Subgraph) => { at: string; message: string }[]): Rule =>
  ({ subgraphs }): Problem[] =>
    subgraphs.flatMap(subgraph =>
      [...subgraph.types.values()].flatMap(type =>
        problems(type, subgraph).map(({ at, message }) => ({
          rule,
          where: `${subgraph.name}: ${at}`,
          message,
        })),
      ),
    );

const isNonNull = (type: TypeNode): boolean => type.kind === Kind.NON_NULL_TYPE;

/** Otherwise one subgraph that is down empties the answers of all the others. */
export const rootFieldsAreNullable = perType('nullable', type =>
  !rootTypes.includes(type.name)
    ? []
    : type.fields
        .filter(field => isNonNull(field.type))
        .map(field => `${type.name}.${field.name.value}`)
        .map(at => ({ at, message: `${at} must be nullable: its subgraph may be down.` })),
);

/** The same one level down: what another subgraph answers may be missing, alone or in a list. */
export const foreignReferencesAreNullable: Rule = ({ subgraphs, owners }) =>
  subgraphs.flatMap(({ name, types }) =>
    answering(types).flatMap(type =>
      type.fields
        .filter(field => (owners.get(namedType(field.type)) ?? name) !== name)
        // A root field itself is the rule above's.
        .filter(field => insists(rootTypes.includes(type.name) ? withoutBang(field.type) : field.type))
        .map(field => ({
          rule: 'nullable',
          where: `${name}: ${type.name}.${field.name.value}`,
          message: `${type.name}.${field.name.value} refers to ${namedType(field.type)} of ${owners.get(namedType(field.type))}: the reference, and each item of a list, must be nullable.`,
        })),
    ),
  );

const withoutBang = (type: TypeNode): TypeNode => (type.kind === Kind.NON_NULL_TYPE ? type.type : type);

/** Whether there is an exclamation mark at any level. */
const insists = (type: TypeNode): boolean =>
  type.kind === Kind.NON_NULL_TYPE || (type.kind === Kind.LIST_TYPE && insists(type.type));

export const connectionsCanBePaged = perType('connection', type =>
  type.fields
    .filter(field => /(Connection|Conn)$/.test(namedType(field.type)))
    .filter(field => !['first', 'after'].every(name => field.arguments?.some(it => it.name.value === name)))
    .map(field => `${type.name}.${field.name.value}`)
    .map(at => ({ at, message: `${at} is a connection and needs the arguments \`first\` and \`after\`.` })),
);

/** An `id` may be null only where the thing may have none, such as an anonymous viewer; an entity has one. */
export const idsAreIds = perType('id', type =>
  type.fields
    .filter(field => field.name.value === 'id')
    .filter(
      ({ type: { kind }, type: it }) =>
        namedType(it) !== 'ID' || (kind !== Kind.NON_NULL_TYPE && directivesNamed(type, 'key').length > 0),
    )
    .map(() => ({ at: `${type.name}.id`, message: `${type.name}.id must be \`ID!\`.` })),
);

const bound = /(^f|F)rom$|(^t|T)o$|(^u|U)ntil$|(^s|S)ince$|(^b|B)efore$|^asOf$|.By$/;
const timeNames: Record<string, { ends: RegExp; advice: string }> = {
  DateTime: { ends: /.At$/, advice: 'a moment, so its name ends in `At`' },
  Date: { ends: /(^o|O)n$/, advice: 'a date, so its name ends in `On`' },
};

/** So that nobody takes a day for a moment. The bound of a period, or a deadline, is plain in its own words. */
export const timesAreNamedByKind = perType('time', type =>
  [...type.fields, ...type.inputFields, ...type.fields.flatMap(field => field.arguments ?? [])]
    .filter(({ type: it }) => withoutBang(it).kind === Kind.NAMED_TYPE)
    .flatMap(({ name: { value: name }, type: it }) => {
      const rule = timeNames[namedType(it)];
      if (!rule || rule.ends.test(name) || bound.test(name)) return [];
      const message = `${type.name}.${name} is ${rule.advice} (or it says from, to, until, since, before, by, asOf).`;
      return [{ at: `${type.name}.${name}`, message }];
    }),
);

/** The description is the documentation that an organisation's developer gets; there is no other. */
export const everythingIsDescribed = perType('description', type => {
  // The copy of another's field is described by its owner, and the root types by their name.
  const fields = type.fields.filter(field => !hasDirective(field, 'external'));
  const named = [...fields, ...type.inputFields, ...type.values].map(node => ({
    at: `${type.name}.${node.name.value}`,
    node,
  }));
  const args = fields.flatMap(field =>
    (field.arguments ?? []).map(node => ({
      at: `${type.name}.${field.name.value}(${node.name.value}:)`,
      node,
    })),
  );
  const bare = [...named, ...args].filter(({ node }) => !node.description?.value).map(({ at }) => at);
  if (!type.described && !rootTypes.includes(type.name)) bare.unshift(type.name);
  return bare.map(at => ({ at, message: `${at} has no description.` }));
});
