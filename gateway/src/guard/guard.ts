import { createHash } from 'node:crypto';
import type { ApolloServerPlugin, GraphQLRequest } from '@apollo/server';
import { isAnonymous, type Viewer } from '@ura/access';
import { privacyClasses } from '@ura/supergraph';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Asking } from '../asking';
import type { Caller } from '../caller';
import type { Engine } from '../execution/engine';
import { type Cost, costOf, type Variables } from './cost';
import { mayBeInAddress } from './exposure';
import { type Measures, measuresOf, measuresOfVariables } from './measures';
import { pricesIn } from './prices';
import { type Question, questionOf } from './question';
import { type Turnstile, turnstile } from './rates';
import {
  noOperation,
  notInAddress,
  notKnown,
  notStreamed,
  notTrusted,
  tooLarge,
  wrongHash,
} from './refusals';
import type { Bounds, GuardSettings } from './settings';
import { type TrustedDocuments, trustedDocuments } from './trusted';

const KEPT_DOCUMENTS = 2_000;
const DEEPEST_VARIABLE = 20;
const MEASURED = [
  'depth',
  'aliases',
  'fields',
  'rootFields',
  'directives',
  'listItems',
  'variables',
] as const;

/** What is known of a text, whoever sends it. */
interface Study {
  /** Undefined for what does not parse; Apollo Server says why. */
  readonly measures?: Measures;
  readonly isTrusted: boolean;
}

/** Whether an operation has been planned. */
type IsPlanned = (asked: Parameters<Engine['isPlanned']>[0]) => boolean;

/** What is known of operations under one schema. */
interface Knowledge {
  cost(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): number;
  mayBeInAddress(document: DocumentNode): boolean;
}

/** Stands between the callers and the work: what is too much, or asked in the wrong way, goes no further. */
export class Guard {
  readonly turnstile: Turnstile;
  private readonly trusted?: TrustedDocuments;
  private readonly studies = new LRUCache<string, Study>({ max: KEPT_DOCUMENTS });
  private knowledge?: Knowledge;

  constructor(private readonly settings: GuardSettings) {
    this.turnstile = turnstile(settings.rates);
    if (settings.trustedDocuments) this.trusted = trustedDocuments(settings.trustedDocuments);
    if (settings.trustedDocumentsRequiredFor.length > 0 && !this.trusted) {
      throw new Error('Trusted documents are required of somebody, and there is no file of them.');
    }
  }

  /** Whether a document is one of the known ones. */
  isTrusted = (text: string): boolean => this.trusted?.has(text) ?? false;

  /** The text of a question, where it is sent or trusted. Throws where it is neither. */
  textOf({ text, id }: Question): string {
    const known = text ?? (id === undefined ? undefined : this.trusted?.textOf(id));
    if (known === undefined) throw notKnown();
    return known;
  }

  /** Before anything is parsed for good: rates, trusted documents, and all bounds but the cost. */
  async admit(question: Question, { viewer }: Caller, address: string): Promise<void> {
    // Who asks too much is turned away before anything is read.
    await this.turnstile.pass(viewer, address, 1);
    const study = this.studyOf(question);
    const more = (study?.measures?.rootFields ?? 1) - 1;
    if (more > 0) await this.turnstile.pass(viewer, address, more);
    if (this.mustBeTrusted(viewer) && !study?.isTrusted) throw study ? notTrusted() : notKnown();
    this.refuseTooLarge(study?.measures, question.variables, viewer);
  }

  /** After validation, before planning: the cost, and what an address may ask. */
  refuseOperation(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
    viewer: Viewer,
    isInAddress: boolean,
  ): void {
    if (!this.knowledge) throw new Error('the guard knows no schema yet');
    if (isInAddress && !this.knowledge.mayBeInAddress(document)) throw notInAddress();
    const cost = this.knowledge.cost(document, operation, variables);
    if (cost > this.settings.bounds.cost) throw tooLarge(viewer, 'cost', this.settings.bounds.cost, cost);
  }

  /** Before planning what nobody asked lately. What is trusted is planned for everybody, and so for nobody's account. */
  async admitNew(text: string, { viewer }: Caller, address: string): Promise<void> {
    if (!this.isTrusted(text)) await this.turnstile.plan(viewer, address);
  }

  /** Learns what a new supergraph says of prices and privacy. */
  learn(schema: GraphQLSchema, supergraphSdl: string): void {
    this.knowledge = knowledgeOf(schema, supergraphSdl);
  }

  /** The guard's place in Apollo Server. */
  plugin(isPlanned: IsPlanned): ApolloServerPlugin<Asking> {
    return {
      serverWillStart: async () => ({
        schemaDidLoadOrUpdate: ({ apiSchema, coreSupergraphSdl }) =>
          this.learn(apiSchema, coreSupergraphSdl!),
      }),
      requestDidStart: async ({ request }) => {
        if (this.trusted) this.putTrusted(this.trusted, request);
        return {
          didResolveOperation: async ({ document, operation, contextValue, source, queryHash }) => {
            if (!operation) throw noOperation();
            if (operation.operation === 'subscription') throw notStreamed();
            const isInAddress = request.http?.method === 'GET';
            const variables = request.variables ?? {};
            this.refuseOperation(document, operation, variables, contextValue.viewer, isInAddress);
            const { viewer, address = '' } = contextValue;
            const { operationName } = request;
            if (!isPlanned({ key: queryHash, operationName, isAnonymous: isAnonymous(viewer) }))
              await this.admitNew(source, contextValue, address);
          },
        };
      },
    };
  }

  private putTrusted(trusted: TrustedDocuments, request: GraphQLRequest): void {
    if (request.query !== undefined || !request.http) return;
    const { id } = questionOf(request.http);
    const text = id === undefined ? undefined : trusted.textOf(id);
    if (text === undefined) return;
    request.query = text;
    request.extensions = { ...request.extensions, persistedQuery: undefined };
  }

  private mustBeTrusted({ roles, ...viewer }: Viewer): boolean {
    const required = this.settings.trustedDocumentsRequiredFor;
    if (required.length === 0) return false;
    return isAnonymous({ roles, ...viewer }) || roles.length === 0
      ? required.includes('anonymous')
      : roles.some(role => required.includes(role));
  }

  private studyOf({ text, id, isHash }: Question): Study | undefined {
    const trusted = text === undefined && id !== undefined ? this.trusted?.textOf(id) : undefined;
    if (text === undefined && trusted === undefined) {
      if (id === undefined) return undefined;
      // Asked by its hash alone: it was measured when it was registered, or is asked for with its text again.
      const known = isHash ? this.studies.get(id) : undefined;
      if (!known) throw notKnown();
      return known;
    }
    const asked = text ?? trusted!;
    const hash = createHash('sha256').update(asked).digest('hex');
    if (text !== undefined && isHash && id !== hash) throw wrongHash();
    const known = this.studies.get(hash);
    if (known) return known;
    const study = {
      measures: measuresOf(asked, this.settings.bounds.tokens),
      isTrusted: trusted !== undefined || Boolean(this.trusted?.has(asked)),
    };
    this.studies.set(hash, study);
    return study;
  }

  private refuseTooLarge(measures: Measures | undefined, variables: unknown, viewer: Viewer): void {
    const { bounds } = this.settings;
    if (measures?.tokens) throw tooLarge(viewer, 'tokens', bounds.tokens, undefined);
    const refuse = (name: keyof Bounds, asked: number, bound = bounds[name]) => {
      if (asked > bound) throw tooLarge(viewer, name, bound, asked);
    };
    for (const name of MEASURED) refuse(name, measures?.[name] ?? 0);
    if (variables === undefined || variables === null) return;
    const sent = measuresOfVariables(variables, DEEPEST_VARIABLE);
    refuse('listItems', sent.listItems);
    refuse('depth', sent.depth, DEEPEST_VARIABLE);
    refuse('variables', Object.keys(variables as object).length);
  }
}

const knowledgeOf = (schema: GraphQLSchema, supergraphSdl: string): Knowledge => {
  const prices = pricesIn(supergraphSdl);
  const classes = privacyClasses(supergraphSdl);
  const fixed = new WeakMap<OperationDefinitionNode, Cost>();
  const addresses = new WeakMap<DocumentNode, boolean>();
  return {
    cost: (document, operation, variables) => {
      const known = fixed.get(operation);
      if (known) return known.cost;
      const cost = costOf(schema, prices, document, operation, variables);
      if (cost.isFixed) fixed.set(operation, cost);
      return cost.cost;
    },
    mayBeInAddress: document => {
      const known = addresses.get(document) ?? mayBeInAddress(document, schema, classes);
      addresses.set(document, known);
      return known;
    },
  };
};
