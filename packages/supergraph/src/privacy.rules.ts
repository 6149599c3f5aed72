import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import type { Rule } from './graph';
import { classOf, isStricter } from './privacy';
import type { Problem } from './problem';
import { answering, argumentOf, directivesNamed, namedType, rootTypes, type Subgraph } from './subgraph';

/** P21. A class on the type would be lost in composition, so it is on the field, also on a stub's key. */
export const everyFieldHasItsClass: Rule = ({ subgraphs }) =>
  subgraphs.flatMap(({ name, types }) =>
    answering(types).flatMap(type =>
      type.fields
        .filter(field => classOf(field) === undefined)
        .map(field => `${type.name}.${field.name.value}`)
        .map(field => ({
          rule: 'P21',
          where: `${name}: ${field}`,
          message: `${field} has no privacy class: write @privacy(class: PUBLIC | PARTNER | OWNER | IDENTITY) on the field.`,
        })),
    ),
  );

/** Refused means null: a field that cannot be null would take its whole parent away from everybody. */
export const refusableIsNullable: Rule = ({ subgraphs, classes }) => {
  const open = new Set([
    ...[...classes].filter(([, it]) => it === 'PUBLIC').map(([field]) => field.split('.')[0]),
    ...subgraphs.flatMap(({ types }) => answering(types).flatMap(reachedByAnybody)),
  ]);
  return subgraphs.flatMap(({ name, types }) =>
    answering(types)
      .filter(type => open.has(type.name) && !rootTypes.includes(type.name))
      .flatMap(type =>
        type.fields
          .filter(field => field.type.kind === Kind.NON_NULL_TYPE)
          .filter(field => isStricter(classOf(field) ?? 'PUBLIC', 'PUBLIC'))
          .map(field => ({
            rule: 'privacy',
            where: `${name}: ${type.name}.${field.name.value}`,
            message: `${type.name}.${field.name.value} is ${classOf(field)} in a type that anybody can reach: make it nullable, or whoever may not see it loses the whole ${type.name}.`,
          })),
      ),
  );
};

/** The types that a PUBLIC field leads to. */
const reachedByAnybody = (type: { readonly fields: readonly FieldDefinitionNode[] }) =>
  type.fields.filter(field => classOf(field) === 'PUBLIC').map(field => namedType(field.type));

/** Whoever asks through an interface is judged by the interface's field. */
export const interfaceIsAsStrict: Rule = ({ subgraphs, classes }) =>
  subgraphs.flatMap(({ name, types }) =>
    [...types.values()].flatMap(type =>
      type.interfaces.flatMap(parent =>
        (types.get(parent)?.fields ?? []).flatMap(({ name: { value: field } }): Problem[] => {
          const [shown, real] = [classes.get(`${parent}.${field}`), classes.get(`${type.name}.${field}`)];
          if (!shown || !real || !isStricter(real, shown)) return [];
          const message = `${type.name}.${field} is ${real}, but through the interface it would be read as ${shown}: give ${parent}.${field} the class ${real}.`;
          return [{ rule: 'privacy', where: `${name}: ${parent}.${field}`, message }];
        }),
      ),
    ),
  );

/** P22. The planner would carry the value to a subgraph that has no right to it. */
export const nothingPrivateIsRequired: Rule = ({ subgraphs, classes }) =>
  subgraphs.flatMap(subgraph =>
    answering(subgraph.types).flatMap(type =>
      type.fields.flatMap(field =>
        selectedBy(field, type.name, subgraph)
          .filter(selected => isStricter(classes.get(selected) ?? 'PUBLIC', 'PARTNER'))
          .map(selected => ({
            rule: 'P22',
            where: `${subgraph.name}: ${type.name}.${field.name.value}`,
            message: `It requires or provides ${selected}, which is ${classes.get(selected)} and never leaves its subgraph.`,
          })),
      ),
    ),
  );

/**
 * P22. A key is carried to every subgraph that has a part of the type. Ids say nothing by themselves;
 * anything else that is for owners does.
 */
export const nothingPrivateIsAKey: Rule = ({ subgraphs, classes }) =>
  subgraphs.flatMap(subgraph =>
    answering(subgraph.types).flatMap(type =>
      directivesNamed(type, 'key')
        .flatMap(key => coordinatesIn(key, type.name, subgraph))
        .filter(field => !field.endsWith('.id') && isStricter(classes.get(field) ?? 'PUBLIC', 'PARTNER'))
        .map(field => ({
          rule: 'P22',
          where: `${subgraph.name}: ${type.name}`,
          message: `Its key has ${field}, which is ${classes.get(field)} and never leaves its subgraph.`,
        })),
    ),
  );

/** `@requires` selects from the type that has the field, `@provides` from the type that the field returns. */
const selectedBy = (field: FieldDefinitionNode, typeName: string, subgraph: Subgraph): string[] => [
  ...directivesNamed(field, 'requires').flatMap(it => coordinatesIn(it, typeName, subgraph)),
  ...directivesNamed(field, 'provides').flatMap(it => coordinatesIn(it, namedType(field.type), subgraph)),
];

/** The `Type.field`s of a field set such as `address { street }`. One that does not parse is composition's to refuse. */
function coordinatesIn(directive: ConstDirectiveNode, typeName: string, subgraph: Subgraph): string[] {
  try {
    const [operation] = parse(`{ ${argumentOf(directive, 'fields')} }`).definitions;
    return operation?.kind === Kind.OPERATION_DEFINITION
      ? walk(operation.selectionSet, typeName, subgraph)
      : [];
  } catch {
    return [];
  }
}

const walk = (set: SelectionSetNode, typeName: string, subgraph: Subgraph): string[] =>
  set.selections.flatMap(selection => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return walk(selection.selectionSet, selection.typeCondition?.name.value ?? typeName, subgraph);
    }
    const name = selection.name.value;
    const field = subgraph.types.get(typeName)?.fields.find(it => it.name.value === name);
    const below =
      field && selection.selectionSet ? walk(selection.selectionSet, namedType(field.type), subgraph) : [];
    return [`${typeName}.${name}`, ...below];
  });
