import { type FieldDefinitionNode, parse } from 'graphql';
import { answering, argumentOf, directivesNamed, type Types, typesOf } from './subgraph';

/** Who may see a field, from anybody to the people assigned to one case. */
export type PrivacyClass = 'PUBLIC' | 'PARTNER' | 'OWNER' | 'IDENTITY';

/** From the widest to the strictest. */
export const privacyClassNames: readonly PrivacyClass[] = ['PUBLIC', 'PARTNER', 'OWNER', 'IDENTITY'];

const strictness = (privacyClass: PrivacyClass): number => privacyClassNames.indexOf(privacyClass);

export const isStricter = (one: PrivacyClass, other: PrivacyClass): boolean =>
  strictness(one) > strictness(other);

/** The class written on the field itself, if there is a valid one. */
export const classOf = (field: FieldDefinitionNode): PrivacyClass | undefined =>
  directivesNamed(field, 'privacy')
    .map(directive => argumentOf(directive, 'class'))
    .map(name => privacyClassNames.find(known => known === name))
    .find(privacyClass => privacyClass !== undefined);

/** By `Type.field`; where several documents name a field, the strictest counts. */
export const strictestClasses = (documents: readonly Types[]): Map<string, PrivacyClass> => {
  const classes = new Map<string, PrivacyClass>();
  for (const type of documents.flatMap(answering)) {
    for (const field of type.fields) {
      const coordinate = `${type.name}.${field.name.value}`;
      const [found, known] = [classOf(field), classes.get(coordinate)];
      if (found && (!known || isStricter(found, known))) classes.set(coordinate, found);
    }
  }
  return classes;
};

/**
 * The class of every field of a supergraph, by `Type.field`. Fields that are `@inaccessible` are in it.
 * A field that is missing has no class: whoever enforces must then refuse.
 */
export const privacyClasses = (supergraphSdl: string): Map<string, PrivacyClass> =>
  strictestClasses([typesOf(parse(supergraphSdl))]);
