import {
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  parse,
  type TypeDefinitionNode,
  type TypeExtensionNode,
  type TypeNode,
} from 'graphql';

/** A subgraph as it describes itself. */
export interface SubgraphSchema {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

export type Kind = 'object' | 'interface' | 'union' | 'enum' | 'scalar' | 'input';

/** A type with everything that its definition and its extensions say. */
export interface Type {
  readonly name: string;
  readonly kind: Kind;
  described: boolean;
  readonly directives: ConstDirectiveNode[];
  /** Of objects and interfaces. */
  readonly fields: FieldDefinitionNode[];
  /** Of inputs. */
  readonly inputFields: InputValueDefinitionNode[];
  readonly values: EnumValueDefinitionNode[];
  readonly interfaces: string[];
}

export type Types = ReadonlyMap<string, Type>;

export interface Subgraph {
  readonly name: string;
  readonly document: DocumentNode;
  readonly types: Types;
}

export const rootTypes: readonly string[] = ['Query', 'Mutation', 'Subscription'];

const kinds: Record<(TypeDefinitionNode | TypeExtensionNode)['kind'], Kind> = {
  ObjectTypeDefinition: 'object',
  ObjectTypeExtension: 'object',
  InterfaceTypeDefinition: 'interface',
  InterfaceTypeExtension: 'interface',
  UnionTypeDefinition: 'union',
  UnionTypeExtension: 'union',
  EnumTypeDefinition: 'enum',
  EnumTypeExtension: 'enum',
  ScalarTypeDefinition: 'scalar',
  ScalarTypeExtension: 'scalar',
  InputObjectTypeDefinition: 'input',
  InputObjectTypeExtension: 'input',
};

const federationTypes = ['_Service', '_Entity', '_Any', '_FieldSet'];
const federationFields = ['_service', '_entities'];

/** Throws a GraphQLError when the SDL does not parse. */
export const readSubgraph = ({ name, sdl }: SubgraphSchema): Subgraph => {
  const document = parse(sdl);
  return { name, document, types: typesOf(document) };
};

/** The types of a document, without those that federation itself brings. */
export const typesOf = (document: DocumentNode): Types => {
  const types = new Map<string, Type>();
  for (const node of document.definitions) {
    if (!isTypeNode(node) || isFederationOwn(node)) continue;
    add(node, types);
  }
  return types;
};

function add(node: TypeDefinitionNode | TypeExtensionNode, types: Map<string, Type>): void {
  const name = node.name.value;
  const type = types.get(name) ?? emptyType(name, kinds[node.kind]);
  types.set(name, type);
  // An extension cannot carry a description, so it owes none.
  type.described &&= !('description' in node) || Boolean(node.description?.value);
  type.directives.push(...(node.directives ?? []));
  if ('interfaces' in node) type.interfaces.push(...(node.interfaces ?? []).map(it => it.name.value));
  if ('values' in node) type.values.push(...(node.values ?? []));
  if (isInputNode(node)) type.inputFields.push(...(node.fields ?? []));
  else if ('fields' in node) type.fields.push(...(node.fields ?? []).filter(isNotFederationOwn));
}

const emptyType = (name: string, kind: Kind): Type => ({
  name,
  kind,
  described: true,
  directives: [],
  fields: [],
  inputFields: [],
  values: [],
  interfaces: [],
});

const isTypeNode = (node: { kind: string }): node is TypeDefinitionNode | TypeExtensionNode =>
  node.kind in kinds;

const isInputNode = (node: TypeDefinitionNode | TypeExtensionNode) =>
  node.kind === 'InputObjectTypeDefinition' || node.kind === 'InputObjectTypeExtension';

// An object or interface is never skipped for its prefix: its fields could carry data past the rules.
const isFederationOwn = (node: TypeDefinitionNode | TypeExtensionNode): boolean =>
  federationTypes.includes(node.name.value) ||
  (/^(link|join|federation|privacy)__/.test(node.name.value) &&
    !['object', 'interface'].includes(kinds[node.kind]));

const isNotFederationOwn = (field: FieldDefinitionNode): boolean =>
  !federationFields.includes(field.name.value);

/** The objects and interfaces, whose fields answer. */
export const answering = (types: Types): Type[] => [...types.values()].filter(type => type.fields.length > 0);

/** The name of a type under its lists and exclamation marks. */
export const namedType = (type: TypeNode): string =>
  type.kind === 'NamedType' ? type.name.value : namedType(type.type);

interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[];
}

export const hasDirective = (node: Annotated, name: string): boolean =>
  (node.directives ?? []).some(directive => directive.name.value === name);

export const directivesNamed = (node: Annotated, name: string): ConstDirectiveNode[] =>
  (node.directives ?? []).filter(directive => directive.name.value === name);

/** A string, boolean or enum argument of a directive, as text. */
export const argumentOf = (directive: ConstDirectiveNode, name: string): string | undefined => {
  const value = directive.arguments?.find(argument => argument.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : undefined;
};
