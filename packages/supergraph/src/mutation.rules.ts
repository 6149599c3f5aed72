import { type FieldDefinitionNode, print } from 'graphql';
import type { Rule } from './graph';
import type { Problem } from './problem';
import { namedType, type Type, type Types } from './subgraph';

const scalars = ['Int', 'Float', 'String', 'Boolean', 'ID'];

/** Verbs after which a retry without a key would make the thing twice. */
const creates = /^(add|hold|start|arrive|request|record|send|open|offer|enrol|propose|keep)(?![a-z])/;

const perMutation =
  (rule: string, messages: (mutation: FieldDefinitionNode, types: Types) => string[]): Rule =>
  ({ subgraphs }): Problem[] =>
    subgraphs.flatMap(({ name, types }) =>
      (types.get('Mutation')?.fields ?? []).flatMap(mutation =>
        messages(mutation, types).map(message => ({
          rule,
          where: `${name}: Mutation.${mutation.name.value}`,
          message,
        })),
      ),
    );

const inputOf = (mutation: FieldDefinitionNode, types: Types): Type | undefined => {
  const input = mutation.arguments?.find(argument => argument.name.value === 'input');
  return input && types.get(namedType(input.type));
};

export const mutationsTakeOneInput = perMutation('mutation', (mutation, types) => {
  const [input, ...others] = mutation.arguments ?? [];
  const isOne = input?.name.value === 'input' && others.length === 0;
  const isInput = input && inputOf(mutation, types)?.kind === 'input' && /^\w+!$/.test(print(input.type));
  return isOne && isInput
    ? []
    : [
        `${mutation.name.value} must take exactly one argument, \`input\`, of an input type that is not null.`,
      ];
});

export const mutationsReturnTheThing = perMutation('mutation', (mutation, types) => {
  const name = namedType(mutation.type);
  const kind = types.get(name)?.kind;
  return scalars.includes(name) || kind === 'scalar' || kind === 'enum'
    ? [`${mutation.name.value} must return the thing changed, not ${print(mutation.type)}.`]
    : [];
});

export const creatingTwiceIsOnce = perMutation('idempotency', (mutation, types) => {
  const input = inputOf(mutation, types);
  if (!input || !creates.test(mutation.name.value)) return [];
  const key = input.inputFields.find(field => field.name.value === 'idempotencyKey');
  return key && print(key.type) === 'UUID!'
    ? []
    : [`${mutation.name.value} creates or sends, so ${input.name} needs \`idempotencyKey: UUID!\`.`];
});

/** `id` in an input does not say of what, and is taken for the id of the thing to be made. */
export const inputsSayWhoseId = perMutation('mutation', (mutation, types) => {
  const input = inputOf(mutation, types);
  return input
    ? reachable(input, types)
        .filter(type => type.inputFields.some(field => field.name.value === 'id'))
        .map(type => `${type.name}.id must say whose id it is: \`<thing>Id\`.`)
    : [];
});

/** An input and the inputs in it, each once. */
function reachable(input: Type, types: Types, seen = new Set<Type>()): Type[] {
  if (seen.has(input)) return [];
  seen.add(input);
  const below = input.inputFields.map(field => types.get(namedType(field.type)));
  return [input, ...below.flatMap(type => (type?.kind === 'input' ? reachable(type, types, seen) : []))];
}
