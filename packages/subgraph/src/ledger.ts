import { nameOf, type Rule } from '@ura/access';
import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { privacyOf } from './directives';

/** The privacy ledger of a subgraph: one line a field, so that a change of who sees what is a diff. */
export const privacyLedger = (name: string, schema: GraphQLSchema): string => {
  const rules = rulesByField();
  const types = Object.values(schema.getTypeMap())
    .filter(type => isObjectType(type) || isInterfaceType(type))
    .filter(type => !type.name.startsWith('_'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const lines = types.flatMap(type =>
    Object.values(type.getFields())
      .filter(field => privacyOf(field.astNode))
      .map(field => {
        const rule = rules.get(`${type.name}.${field.name}`) ?? '';
        return `| ${type.name}.${field.name} | ${privacyOf(field.astNode)} | ${rule} | ${field.description ?? ''} |`;
      }),
  );
  return `# Who may see what: ${name}

Written by \`npm run sync\`. One line a field: its privacy class, the rule beside it, what it is.

| field | class | rule | what it is |
| --- | --- | --- | --- |
${lines.join('\n')}
`;
};

/** Rules by `Type.field`, from what the decorators left. */
function rulesByField(): Map<string, string> {
  const storage = getMetadataStorage();
  const text = (rules: readonly unknown[]) => rules.map(rule => nameOf(rule as Rule<never>)).join(' and ');
  const found = new Map<string, string>();
  const roots = [
    ['Query', storage.queries],
    ['Mutation', storage.mutations],
    ['Subscription', storage.subscriptions],
  ] as const;
  for (const [root, handlers] of roots) {
    for (const handler of handlers)
      if (handler.roles) found.set(`${root}.${handler.schemaName}`, text(handler.roles));
  }
  for (const type of storage.objectTypes) {
    for (const field of type.fields ?? [])
      if (field.roles) found.set(`${type.name}.${field.schemaName}`, text(field.roles));
  }
  return found;
}
