import {
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { holdsAny, type Variables } from './conditions';
import { leafTest } from './leaf';
import type { ShapedField, Shaper } from './shape';
import { isTree, type Tree } from './tree';

type Selected = ShapedField['selected'];

interface Verdict {
  readonly isNull: boolean;
  /** Whether somebody said already why it is null. */
  readonly isExplained: boolean;
}

const FINE: Verdict = { isNull: false, isExplained: false };
const EMPTY: Verdict = { isNull: true, isExplained: false };
const EXPLAINED: Verdict = { isNull: true, isExplained: true };

const NOT_POSSIBLE = 'A service answered something that is not possible here.';
const NOT_SAID =
  'The service did not say in a way that can be read whether this was done. Send it again with the same idempotency key, or look first.';

/**
 * Says where an answer does not fit its schema, when a subgraph gave null, or something else, without a
 * word of its own. Only walked when the writer met something odd. What a mutation did is then uncertain.
 */
export const explain = (
  shaper: Shaper,
  root: GraphQLCompositeType,
  selected: Selected,
  data: Tree,
  variables: Variables,
  isMutation = false,
): GraphQLError[] => {
  const errors: GraphQLError[] = [];
  const path: (string | number)[] = [];

  const complain = (): Verdict => {
    errors.push(
      new GraphQLError(isMutation ? NOT_SAID : NOT_POSSIBLE, {
        path: [...path],
        extensions: { code: isMutation ? 'UNCERTAIN' : 'INVALID_ANSWER' },
      }),
    );
    return EXPLAINED;
  };

  const at = (step: string | number, look: () => Verdict): Verdict => {
    path.push(step);
    const verdict = look();
    path.pop();
    return verdict;
  };

  const ofObject = (type: GraphQLCompositeType, tree: Tree, sets: Selected): Verdict => {
    for (const { key, name, type: fieldType, alternatives, selected: below } of shaper.fields(type, sets)) {
      if (!holdsAny(alternatives, variables)) continue;
      if (name === '__typename' && !isObjectType(type)) return EXPLAINED;
      if (name.startsWith('__')) continue;
      const verdict = at(key, () => ofValue(fieldType, tree[key] ?? null, below));
      if (verdict.isNull && isNonNullType(fieldType)) return EXPLAINED;
    }
    return FINE;
  };

  const ofList = (type: GraphQLOutputType, list: readonly unknown[], sets: Selected): Verdict => {
    const verdicts = list.map((item, index) => at(index, () => ofValue(type, item, sets)));
    const isNull = isNonNullType(type) && verdicts.some(verdict => verdict.isNull);
    return { isNull, isExplained: verdicts.some(verdict => verdict.isExplained) };
  };

  const ofValue = (type: GraphQLOutputType, value: unknown, sets: Selected): Verdict => {
    if (isNonNullType(type)) {
      const verdict = ofValue(type.ofType, value, sets);
      if (!verdict.isNull) return FINE;
      return verdict.isExplained ? EXPLAINED : complain();
    }
    if (value === null || value === undefined) return EMPTY;
    if (isListType(type)) return Array.isArray(value) ? ofList(type.ofType, value, sets) : complain();
    if (isLeafType(type)) return leafTest(type)(value) ? FINE : complain();
    const found = isTree(value) ? shaper.runtimeType(type, value.__typename) : undefined;
    return found ? ofObject(found, value as Tree, sets) : complain();
  };

  ofObject(root, data, selected);
  return errors;
};
