import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  isCompositeType,
} from 'graphql';
import type { Asking } from '../asking';
import { holdsAny, type Variables, withDefaults } from './conditions';
import { explain } from './explain';
import { introspector } from './introspection';
import type { Run, Step } from './run';
import { type ShapedField, Shaper } from './shape';
import type { Tree } from './tree';
import type { Writing } from './writing';

/** An answer, written. */
export interface Answer {
  /** The data as JSON text. */
  readonly text: string;
  readonly errors: readonly GraphQLError[];
}

/** An operation, ready to be run any number of times. */
export interface Prepared {
  run(variables: Variables | undefined, asking: Asking): Promise<Answer>;
}

export interface OperationOptions {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string;
  readonly hiddenKey: (key: string) => string | undefined;
  /** What a caller is told of root fields that are hidden from it. */
  readonly refusals: (roots: readonly string[]) => GraphQLError[];
}

/** Everything of an operation but its fetches: its conditions, and how its answer is written. */
export class Operation {
  private readonly shaper: Shaper;
  private readonly root: GraphQLCompositeType;
  private readonly selected;
  private readonly write;
  private readonly defaults;
  private readonly hidden: readonly ShapedField[];

  constructor(private readonly options: OperationOptions) {
    const { schema, document, operationName, hiddenKey } = options;
    const operation = getOperationAST(document, operationName);
    const root = operation && schema.getRootType(operation.operation);
    if (!root || !isCompositeType(root)) throw new Error('There is no such operation.');
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of document.definitions) {
      if (definition.kind === 'FragmentDefinition') fragments.set(definition.name.value, definition);
    }
    this.shaper = new Shaper(schema, fragments, introspector(schema, document, operation), hiddenKey);
    this.root = root;
    this.selected = [{ set: operation.selectionSet, conditions: [] }];
    this.write = this.shaper.object(root, this.selected);
    this.defaults = withDefaults(operation);
    const fields = this.shaper.fields(root, this.selected);
    this.hidden = fields.filter(({ key }) => hiddenKey(key) !== undefined);
  }

  start(sent: Variables = {}, asking: Asking, data: Tree = {}): Run {
    return { data, sent, variables: this.defaults(sent), asking, errors: [] };
  }

  /** Runs the fetches, then writes what was asked for. */
  async finish(run: Run, step: Step | undefined): Promise<Answer> {
    if (step) await step(run);
    const { data, variables } = run;
    const writing: Writing = { variables, isOdd: false };
    const text = this.write(data, writing) ?? 'null';
    const errors = [...run.errors, ...this.refused(run)];
    if (!writing.isOdd || errors.length > 0) return { text, errors };
    const isMutation = this.root === this.options.schema.getMutationType();
    return { text, errors: explain(this.shaper, this.root, this.selected, data, variables, isMutation) };
  }

  /** Root fields that the caller asked for and may not see. */
  private refused({ variables }: Run): GraphQLError[] {
    if (this.hidden.length === 0) return [];
    const { hiddenKey, refusals } = this.options;
    const asked = this.hidden.filter(({ alternatives }) => holdsAny(alternatives, variables));
    return refusals(asked.map(({ key }) => hiddenKey(key)!));
  }
}
