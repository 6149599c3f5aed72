// P53. An organisation that adds a subgraph adds to the graph; it does not take over what another one answers.

import type { Graph, Rule } from './graph';
import type { Problem } from './problem';
import { answering, hasDirective, rootTypes, type Type } from './subgraph';

/** The value types that every subgraph has in the same words. */
export const sharedTypes: readonly string[] = [
  'LocalizedText',
  'PartialDate',
  'Count',
  'Coordinates',
  'Phone',
  'PageInfo',
];

/** `@override` moves a field away from who answers it now. */
export const noOverride: Rule = ({ subgraphs, owners }) =>
  subgraphs.flatMap(({ name, types }) =>
    answering(types)
      .filter(type => owners.get(type.name) !== name)
      .flatMap(type =>
        fieldsWith(type, 'override').map(field =>
          refusal(name, field, `${field} is not this subgraph's to @override; ${whose(type, owners)}.`),
        ),
      ),
  );

/** Through `@interfaceObject` a field appears on every type that implements another's interface. */
export const noInterfaceObject: Rule = ({ subgraphs, owners }) =>
  subgraphs.flatMap(({ name, types }) =>
    [...types.values()]
      .filter(type => hasDirective(type, 'interfaceObject'))
      .map(type =>
        refusal(name, type.name, `${type.name} may not be an @interfaceObject here; ${whose(type, owners)}.`),
      ),
  );

/** What is shared may be answered by either, so one of them could answer falsely. */
export const nothingSharedButTheVocabulary: Rule = ({ subgraphs }) =>
  subgraphs.flatMap(({ name, types }) =>
    answering(types)
      .filter(type => !sharedTypes.includes(type.name))
      .flatMap(type => (hasDirective(type, 'shareable') ? [type.name] : fieldsWith(type, 'shareable')))
      .map(where =>
        refusal(name, where, `${where} is @shareable, and only ${sharedTypes.join(', ')} may be.`),
      ),
  );

/** A root field has one subgraph: the one that the committed supergraph names, if it has the field. */
export const noForeignRootField: Rule = graph =>
  rootTypes.flatMap(root => {
    const fields = graph.subgraphs.flatMap(({ types }) => types.get(root)?.fields ?? []);
    return [...new Set(fields.map(field => field.name.value))].flatMap(field => foreign(graph, root, field));
  });

function foreign({ subgraphs, previous }: Graph, root: string, field: string): Problem[] {
  const definers = subgraphs
    .filter(({ types }) => types.get(root)?.fields.some(it => it.name.value === field))
    .map(({ name }) => name);
  const before = previous?.fieldOrigins(root, field) ?? [];
  if (before.length === 0) {
    const [first, ...others] = definers;
    return others.map(name =>
      refusal(
        name,
        `${root}.${field}`,
        `${root}.${field} is in ${first} too; a root field has one subgraph.`,
      ),
    );
  }
  return definers
    .filter(name => !before.includes(name))
    .map(name => refusal(name, `${root}.${field}`, `${root}.${field} is ${before.join(', ')}'s.`));
}

const fieldsWith = (type: Type, directive: string): string[] =>
  type.fields
    .filter(field => hasDirective(field, directive))
    .map(field => `${type.name}.${field.name.value}`);

const whose = ({ name }: Type, owners: ReadonlyMap<string, string>): string => {
  const owner = owners.get(name);
  return owner === undefined ? `no subgraph owns ${name}` : `${name} is ${owner}'s`;
};

const refusal = (subgraph: string, where: string, message: string): Problem => ({
  rule: 'P53',
  where: `${subgraph}: ${where}`,
  message,
});
