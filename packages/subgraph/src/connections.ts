import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  type TypeNode,
  visit,
} from 'graphql';

/** A page is as long as `first` says, and it is the page's `edges` that are that many. */
const PAGE =
  '@listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)';

const listSize = ((): ConstDirectiveNode => {
  const [definition] = parse(`type T { f: Int ${PAGE} }`).definitions;
  if (definition?.kind !== Kind.OBJECT_TYPE_DEFINITION) throw new Error('not a type');
  return definition.fields![0]!.directives![0]!;
})();

const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);

/**
 * Says of every field that gives pages how long they are, so that the gateway knows what an operation
 * costs before it runs. Nobody writes that by hand.
 */
export const sizeConnections = (document: DocumentNode): DocumentNode => {
  const connections = new Set<string>();
  visit(document, {
    ObjectTypeDefinition({ name, fields = [] }) {
      const names = fields.map(field => field.name.value);
      if (names.includes('edges') && names.includes('pageInfo')) connections.add(name.value);
    },
  });
  const isPaged = (field: FieldDefinitionNode) =>
    connections.has(namedType(field.type)) &&
    field.arguments?.some(({ name }) => name.value === 'first') &&
    !field.directives?.some(({ name }) => name.value === 'listSize');
  return visit(document, {
    FieldDefinition: field =>
      isPaged(field) ? { ...field, directives: [...(field.directives ?? []), listSize] } : undefined,
  });
};
