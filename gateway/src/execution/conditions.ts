import { type DirectiveNode, Kind, type OperationDefinitionNode, valueFromASTUntyped } from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** One `@skip` or `@include` that hangs on a variable. */
export interface Condition {
  readonly variable: string;
  readonly wanted: boolean;
}

/** All of them must hold. */
export type Conditions = readonly Condition[];

/** What the directives of a selection ask for; undefined where they leave it out whatever the variables. */
export const conditionsOf = (directives: readonly DirectiveNode[] = []): Conditions | undefined => {
  const conditions: Condition[] = [];
  for (const { name, arguments: given } of directives) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const wanted = name.value === 'include';
    const value = given?.find(argument => argument.name.value === 'if')?.value;
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, wanted });
    else if (value?.kind === Kind.BOOLEAN && value.value !== wanted) return undefined;
  }
  return conditions;
};

/** Whether one of the ways to a selection is open. No ways written down means that it always is. */
export const holdsAny = (alternatives: readonly Conditions[], variables: Variables): boolean =>
  alternatives.length === 0 ||
  alternatives.some(conditions => conditions.every(({ variable, wanted }) => variables[variable] === wanted));

/** The variables as conditions see them: what was sent, and else the default that the operation states. */
export const withDefaults = (
  operation: OperationDefinitionNode,
): ((variables: Variables | undefined) => Variables) => {
  const defaults: Record<string, unknown> = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue) defaults[variable.name.value] = valueFromASTUntyped(defaultValue);
  }
  if (Object.keys(defaults).length === 0) return variables => variables ?? defaults;
  return variables => {
    const sent = Object.entries(variables ?? {}).filter(([, value]) => value !== undefined);
    return { ...defaults, ...Object.fromEntries(sent) };
  };
};
