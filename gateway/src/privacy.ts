import type { PrivacyClass } from '@ura/supergraph';
import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  TypeInfo,
  type ValidationContext,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** A field that the viewer may not see is asked for as `__typename` under a name of this kind. */
const HIDDEN = 'ura__hidden__';

/** Refuses such names in what callers ask: in the answer they could not be told from a refusal. */
export const noHiddenNames = (context: ValidationContext): ASTVisitor => ({
  Field(node) {
    if (!node.alias?.value.startsWith(HIDDEN)) return;
    const message = `Names that begin with ${HIDDEN} are the gateway’s own.`;
    context.reportError(new GraphQLError(message, { nodes: node }));
  },
});

/** The name that the caller chose, of a field that was hidden from it. */
export const veiledKey = (key: string): string | undefined =>
  key.startsWith(HIDDEN) ? key.slice(HIDDEN.length) : undefined;

/**
 * Rewrites an operation for the anonymous viewer so that nothing beyond PUBLIC is fetched from anywhere.
 * A field without a class counts as hidden.
 */
export const veil = (
  document: DocumentNode,
  schema: GraphQLSchema,
  classes: ReadonlyMap<string, PrivacyClass>,
): DocumentNode => {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter(node: FieldNode) {
          const parent = types.getParentType();
          const name = node.name.value;
          if (!parent || name.startsWith('__') || parent.name.startsWith('__')) return undefined;
          if (classes.get(`${parent.name}.${name}`) === 'PUBLIC') return undefined;
          return hidden(node, node.alias?.value ?? name);
        },
      },
    }),
  );
};

const hidden = (node: FieldNode, key: string): FieldNode => ({
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: `${HIDDEN}${key}` },
  name: { kind: Kind.NAME, value: '__typename' },
  directives: node.directives,
});

/** Puts null where the veiled operation asked for nothing, in the order of the question. */
export const unveil = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(unveil);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) =>
      key.startsWith(HIDDEN) ? [key.slice(HIDDEN.length), null] : [key, unveil(part)],
    ),
  );
};

/** The root fields of an answer that were refused as a whole, as the caller calls them. */
export const refusedRoots = (data: Readonly<Record<string, unknown>> | null | undefined): string[] =>
  Object.keys(data ?? {})
    .filter(key => key.startsWith(HIDDEN))
    .map(key => key.slice(HIDDEN.length));

export const signInErrors = (roots: readonly string[]): GraphQLError[] =>
  roots.map(
    root => new GraphQLError('Please sign in.', { path: [root], extensions: { code: 'UNAUTHENTICATED' } }),
  );
