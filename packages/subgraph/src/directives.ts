import type { PrivacyClass } from '@ura/vocabulary';
import { type DirectiveNode, type DocumentNode, Kind, valueFromASTUntyped, visit } from 'graphql';

/** What every subgraph's schema begins with: the federation it speaks, and the privacy directive. */
export const SCHEMA_HEAD = `
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@composeDirective", "@cost", "@listSize"])
  @link(url: "https://ura.al/privacy/v1.0", import: ["@privacy"])
  @composeDirective(name: "@privacy")

"Who may see a field at all; the rows and the roles decide the rest."
directive @privacy(class: privacy__Class!) on FIELD_DEFINITION

"The privacy classes."
enum privacy__Class {
  "Anybody."
  PUBLIC
  "Members of the organisations, with the roles that the operation asks for."
  PARTNER
  "Those with a live assignment in the owning organisation, or a recipient inside a grant."
  OWNER
  "The people assigned to the case."
  IDENTITY
}
`;

const isPrivacy = (directive: DirectiveNode) => directive.name.value === 'privacy';

/** The class that a definition carries itself. */
export const privacyOf = (
  node: { readonly directives?: readonly DirectiveNode[] } | null | undefined,
): PrivacyClass | undefined => {
  const argument = node?.directives?.find(isPrivacy)?.arguments?.[0];
  return argument && (valueFromASTUntyped(argument.value) as PrivacyClass);
};

/**
 * Moves a type's privacy class to each of its fields that has none of its own, because composition
 * loses a class that stands on a type.
 */
export const spreadPrivacy = (document: DocumentNode): DocumentNode =>
  visit(document, {
    ObjectTypeDefinition: node => spread(node),
    InterfaceTypeDefinition: node => spread(node),
  });

function spread<
  Node extends {
    readonly directives?: readonly DirectiveNode[];
    readonly fields?: readonly {
      readonly kind: Kind.FIELD_DEFINITION;
      readonly directives?: readonly DirectiveNode[];
    }[];
  },
>(node: Node): Node {
  const inherited = node.directives?.find(isPrivacy);
  if (!inherited) return node;
  return {
    ...node,
    directives: node.directives?.filter(directive => !isPrivacy(directive)),
    fields: node.fields?.map(field =>
      field.directives?.some(isPrivacy)
        ? field
        : { ...field, directives: [...(field.directives ?? []), inherited] },
    ),
  };
}
