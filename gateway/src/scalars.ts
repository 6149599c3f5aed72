import { type GraphQLScalarType, type GraphQLSchema, isScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate, GraphQLUUID } from 'graphql-scalars';

const MEANINGS: Readonly<Record<string, GraphQLScalarType>> = {
  DateTime: GraphQLDateTimeISO,
  Date: GraphQLLocalDate,
  UUID: GraphQLUUID,
};

/**
 * A supergraph says only the names of its scalars. With their meaning, a bad value is refused here, with
 * its field, before anything is fetched. What is sent on is what the caller wrote.
 */
export const giveMeaning = (schema: GraphQLSchema): void => {
  for (const [name, meaning] of Object.entries(MEANINGS)) {
    const scalar = schema.getType(name);
    if (!isScalarType(scalar)) continue;
    scalar.parseValue = value => {
      meaning.parseValue(value);
      return value;
    };
    scalar.parseLiteral = (node, variables) => meaning.parseLiteral(node, variables);
  }
};
