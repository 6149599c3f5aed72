import { GraphQLScalarType } from 'graphql';
import {
  GraphQLLocalDate as date,
  GraphQLDateTimeISO as dateTime,
  GraphQLUUID as uuid,
} from 'graphql-scalars';

/** One of the library's scalars under our own name and words: it keeps the library's parsing. */
const called = (name: string, description: string, scalar: GraphQLScalarType) =>
  new GraphQLScalarType({ ...scalar.toConfig(), name, description, specifiedByURL: null, extensions: {} });

export const GraphQLDateTimeISO = called('DateTime', 'A moment, in UTC, as RFC 3339.', dateTime);
export const GraphQLDate = called('Date', 'A calendar date, as YYYY-MM-DD.', date);
export const GraphQLUUID = called('UUID', 'A UUID, as RFC 9562.', uuid);
