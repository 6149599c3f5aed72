import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

/** Whether a type of that name is the condition, or one of its possible types. */
export const isOfType = (schema: GraphQLSchema, typename: unknown, condition: string): boolean => {
  if (typeof typename !== 'string') return false;
  if (typename === condition) return true;
  const [type, wanted] = [schema.getType(typename), schema.getType(condition)];
  if (!type || !wanted || !isAbstractType(wanted)) return false;
  return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type);
};
