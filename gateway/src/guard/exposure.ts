import type { PrivacyClass } from '@ura/supergraph';
import {
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * Whether everything that a document asks for may stand in an address, and so in histories and in the
 * logs of proxies: nothing of a case or a person. A field without a class may not.
 */
export const mayBeInAddress = (
  document: DocumentNode,
  schema: GraphQLSchema,
  classes: ReadonlyMap<string, PrivacyClass>,
): boolean => {
  const types = new TypeInfo(schema);
  const isOpen = (type: string, field: string) => {
    const privacy = classes.get(`${type}.${field}`);
    return privacy === 'PUBLIC' || privacy === 'PARTNER';
  };
  let may = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name: { value: name } }) {
        const parent = types.getParentType();
        if (name.startsWith('__') || parent?.name.startsWith('__')) return;
        const implementers = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [];
        may &&= Boolean(parent) && [parent!, ...implementers].every(type => isOpen(type.name, name));
      },
    }),
  );
  return may;
};
