// The other rules look for directives by their plain names. A subgraph that imports @override under another
// name, links another federation, or renames Query would pass them unseen; so the header has one form.

import {
  type ConstDirectiveNode,
  type DirectiveDefinitionNode,
  type EnumTypeDefinitionNode,
  Kind,
  type OperationTypeNode,
  print,
  visit,
} from 'graphql';
import type { Rule } from './graph';
import { privacyClassNames } from './privacy';
import type { Problem } from './problem';
import { argumentOf, directivesNamed, namedType, type Subgraph } from './subgraph';

export const PRIVACY_URL = 'https://ura.al/privacy/v1.0';

const FEDERATION = /^https:\/\/specs\.apollo\.dev\/federation\/v2\.\d+$/;
const LINK = /^https:\/\/specs\.apollo\.dev\/link\//;

/** Those that the gateway loads. It refuses a supergraph with @authenticated, @requiresScopes, @policy or @context. */
const mayImport = [
  '@key',
  '@shareable',
  '@external',
  '@requires',
  '@provides',
  '@inaccessible',
  '@composeDirective',
  '@override',
  '@interfaceObject',
  '@extends',
  '@tag',
  '@cost',
  '@listSize',
  'FieldSet',
];

const headerRule =
  (rule: (subgraph: Subgraph) => string[]): Rule =>
  ({ subgraphs }): Problem[] =>
    subgraphs.flatMap(subgraph =>
      rule(subgraph).map(message => ({ rule: 'header', where: subgraph.name, message })),
    );

const onSchema = ({ document }: Subgraph, name: string): ConstDirectiveNode[] =>
  document.definitions
    .filter(node => node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION)
    .flatMap(node => directivesNamed(node, name));

const importsOf = (link: ConstDirectiveNode): string[] => {
  const value = link.arguments?.find(argument => argument.name.value === 'import')?.value;
  if (value?.kind !== Kind.LIST) return [];
  return value.values.map(item => (item.kind === Kind.STRING ? item.value : print(item)));
};

export const linksFederation = headerRule(subgraph => {
  const links = onSchema(subgraph, 'link').filter(link => FEDERATION.test(argumentOf(link, 'url') ?? ''));
  const [link] = links;
  if (!link || links.length > 1 || argumentOf(link, 'as') !== undefined) {
    return ['Link https://specs.apollo.dev/federation/v2.… once, without `as`.'];
  }
  return importsOf(link)
    .filter(name => !mayImport.includes(name))
    .map(name => `The hub does not take ${name} from federation: import only ${mayImport.join(' ')}.`);
});

export const linksPrivacy = headerRule(subgraph => {
  const link = onSchema(subgraph, 'link').find(it => argumentOf(it, 'url') === PRIVACY_URL);
  const isImported = link && importsOf(link).join() === '@privacy' && argumentOf(link, 'as') === undefined;
  const isComposed = onSchema(subgraph, 'composeDirective').some(it => argumentOf(it, 'name') === '@privacy');
  if (isImported && isComposed) return [];
  return [
    `Without @link(url: "${PRIVACY_URL}", import: ["@privacy"]) @composeDirective(name: "@privacy") on the schema the gateway never learns the classes.`,
  ];
});

export const linksNothingElse = headerRule(subgraph =>
  onSchema(subgraph, 'link')
    .map(link => argumentOf(link, 'url') ?? '')
    .filter(url => url !== PRIVACY_URL && !FEDERATION.test(url) && !LINK.test(url))
    .map(url => `The hub does not know ${url}.`),
);

export const definesPrivacy = headerRule(({ document }) => {
  const directive = document.definitions.find(
    (node): node is DirectiveDefinitionNode =>
      node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === 'privacy',
  );
  const classes = document.definitions.find(
    (node): node is EnumTypeDefinitionNode =>
      node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'privacy__Class',
  );
  const [argument] = directive?.arguments ?? [];
  const isDirective =
    argument?.name.value === 'class' &&
    print(argument.type) === 'privacy__Class!' &&
    directive?.locations.map(it => it.value).join() === 'FIELD_DEFINITION';
  const isEnum = classes?.values?.map(it => it.name.value).join() === privacyClassNames.join();
  if (isDirective && isEnum) return [];
  return [
    `Define: directive @privacy(class: privacy__Class!) on FIELD_DEFINITION  enum privacy__Class { ${privacyClassNames.join(' ')} }`,
  ];
});

export const namesRootsPlainly = headerRule(({ document }) =>
  document.definitions
    .filter(node => node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION)
    .flatMap(node => node.operationTypes ?? [])
    .filter(root => namedType(root.type) !== rootName(root.operation))
    .map(root => `Call the type of every ${root.operation} ${rootName(root.operation)}.`),
);

const rootName = (operation: OperationTypeNode): string =>
  operation.charAt(0).toUpperCase() + operation.slice(1);

export const namesDirectivesPlainly = headerRule(({ document }) => {
  const messages: string[] = [];
  visit(document, {
    Directive({ name }) {
      if (/^(federation|link|privacy)__/.test(name.value))
        messages.push(`Import @${name.value} and use its short name.`);
    },
  });
  return messages;
});
