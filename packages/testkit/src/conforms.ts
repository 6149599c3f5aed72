import { buildFederatedSchema, type Subgraph } from '@ura/subgraph';
import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { getMetadataArgsStorage } from 'typeorm';

/**
 * The rails that every subgraph runs on, as tests: operations are guarded, refused fields can be null,
 * relations are never exposed as they are, everything is classified and described.
 */
export const conforms = <Services>(subgraph: Subgraph<Services>): void => {
  describe(`${subgraph.name} conforms`, () => {
    let schema: GraphQLSchema;
    beforeAll(async () => {
      ({ schema } = await buildFederatedSchema(subgraph));
    });

    test('every operation says who may ask', () => {
      const { queries, mutations, subscriptions } = getMetadataStorage();
      const open = [...queries, ...mutations, ...subscriptions].filter(({ roles }) => !roles?.length);
      expect(open.map(({ schemaName }) => schemaName)).toEqual([]);
    });

    test('every guarded field may be null, since a refusal is null', () => {
      const guarded = getMetadataStorage().objectTypes.flatMap(type =>
        (type.fields ?? []).filter(({ roles }) => roles).map(field => ({ type, field })),
      );
      const rigid = guarded.filter(({ field }) => field.typeOptions.nullable !== true);
      expect(rigid.map(({ type, field }) => `${type.name}.${field.schemaName}`)).toEqual([]);
    });

    test('no relation of the database is a field: rows are shown through a service', () => {
      const relations = getMetadataArgsStorage().relations;
      const exposed = getMetadataStorage().fields.filter(field =>
        relations.some(({ target, propertyName }) => target === field.target && propertyName === field.name),
      );
      expect(exposed.map(({ schemaName }) => schemaName)).toEqual([]);
    });

    test('every field has a privacy class', () => {
      const bare = fieldsOf(schema).filter(
        ({ field }) => !field.astNode?.directives?.some(({ name }) => name.value === 'privacy'),
      );
      expect(bare.map(({ at }) => at)).toEqual([]);
    });

    test('everything is described', () => {
      expect(undescribed(schema)).toEqual([]);
    });
  });
};

const own = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap()).filter(
    type => !isIntrospectionType(type) && !/^_|__|^federation/.test(type.name),
  );

const fieldsOf = (schema: GraphQLSchema) =>
  own(schema)
    .filter(type => isObjectType(type) || isInterfaceType(type))
    .flatMap(type =>
      Object.values(type.getFields())
        .filter(({ name }) => !name.startsWith('_'))
        .map(field => ({ at: `${type.name}.${field.name}`, field })),
    );

function undescribed(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const things: { at: string; description?: string | null }[] = [];
  for (const type of own(schema)) {
    if (!['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name) && !roots.includes(type as never)) {
      things.push({ at: type.name, description: type.description });
    }
    if (isEnumType(type)) {
      for (const value of type.getValues())
        things.push({ at: `${type.name}.${value.name}`, description: value.description });
    }
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        things.push({ at: `${type.name}.${field.name}`, description: field.description });
      }
    }
  }
  for (const { at, field } of fieldsOf(schema)) {
    things.push({ at, description: field.description });
    for (const argument of field.args)
      things.push({ at: `${at}(${argument.name})`, description: argument.description });
  }
  return things.filter(({ description }) => !description).map(({ at }) => at);
}
