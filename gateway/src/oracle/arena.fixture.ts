import { anonymous } from '@ura/access';
import { compose } from '@ura/supergraph';
import type { DocumentNode } from 'graphql';
import { type Asking, askingOf } from '../asking';
import type { Send } from '../execution/fetch';
import { differences } from './compare.fixture';
import { draftGraph } from './graph.fixture';
import type { Operation } from './operation.fixture';
import { type Answer, type AnswerError, Reference, shown } from './reference.fixture';
import { sdlOf, withSpot } from './sdl.fixture';
import type { GraphSketch } from './sketch.fixture';
import { type Body, FakeSubgraph } from './subgraph.fixture';
import { type Course, courseOf, World } from './world.fixture';

/** An executor that the oracle judges. */
export interface Executor {
  prepare(asked: { readonly document: DocumentNode; readonly key: string }): {
    run(
      variables: Record<string, unknown> | undefined,
      asking: Asking,
    ): Promise<{ readonly text: string; readonly errors: readonly AnswerError[] }>;
  };
}

/** Makes an executor for a supergraph that reaches its subgraphs through `send`. */
export type MakeExecutor = (supergraphSdl: string, send: Send) => Executor;

interface Sent {
  readonly subgraph: string;
  readonly body: Body;
  readonly answer: unknown;
}

/** A graph in this process, where Apollo's executor and another answer the same questions. */
export class Arena {
  readonly reference: Reference;
  readonly subgraphs: ReadonlyMap<string, FakeSubgraph>;
  private readonly executor: Executor;
  private readonly hasInterfaceObjects: boolean;
  private readonly courses = new WeakMap<Asking, { readonly course: Course; readonly sent: Sent[] }>();

  constructor(sketch: GraphSketch, makeExecutor: MakeExecutor) {
    const draft = draftGraph(sketch);
    const world = new World(draft);
    this.hasInterfaceObjects = draft.interfaces.some(it => it.objectIn !== undefined);
    this.subgraphs = new Map(
      draft.subgraphs.map((name, index) => {
        const required = new Map(
          draft.objects.flatMap(({ name: type, fields }) =>
            fields
              .filter(it => it.requires !== undefined && it.owners.has(index))
              .map(it => [`${type}.${it.name}`, it.requires!.replace(/ \{[^}]*\}/g, '').split(' ')] as const),
          ),
        );
        return [name, new FakeSubgraph(name, withSpot(sdlOf(draft, index)), world, required)];
      }),
    );
    const schemas = [...this.subgraphs.values()].map(({ name, sdl }) => ({
      name,
      url: `http://${name}.test`,
      sdl,
    }));
    const { supergraphSdl } = compose(schemas);
    this.reference = new Reference(supergraphSdl);
    this.executor = makeExecutor(supergraphSdl, this.send);
  }

  /** What differs between the two executors; empty where nothing does. */
  trial(operation: Operation): (seed: number) => Promise<string | undefined> {
    const { document, text, variables } = operation;
    const plan = this.reference.plan(document);
    const prepared = this.executor.prepare({ document, key: text });
    return async seed => {
      const [theirs, ours] = [courseOf(seed), courseOf(seed)];
      const heard: Sent[] = [];
      const expected = await this.reference.run(plan, document, { ...variables }, async (subgraph, body) => {
        const answer = await this.subgraphs.get(subgraph)!.answer(body, theirs);
        heard.push({ subgraph, body, answer: structuredClone(answer) });
        return answer;
      });
      const asking = askingOf({ viewer: anonymous }, new AbortController().signal);
      const sent: Sent[] = [];
      this.courses.set(asking, { course: ours, sent });
      const { text: json, errors } = await prepared.run({ ...variables }, asking);
      const actual: Answer = { data: JSON.parse(json), errors };
      const found = [
        ...[...ours.complaints].filter(it => !theirs.complaints.has(it)),
        ...differences(expected, actual, this.reference.schema, operation, this.hasInterfaceObjects),
      ];
      if (found.length === 0) return undefined;
      return [
        ...found,
        `# seed ${seed}`,
        ...[...this.subgraphs.values()].map(({ name, sdl }) => `# subgraph ${name}\n${brief(sdl)}`),
        `# operation\n${text}\n# variables ${JSON.stringify(variables)}`,
        `# plan\n${shown(plan)}`,
        `# Apollo heard\n${heard.map(exchange).join('\n')}`,
        `# the executor heard\n${sent.map(exchange).join('\n')}`,
        `# Apollo answered\n${JSON.stringify(expected)}`,
        `# the executor answered\n${json} ${JSON.stringify(errors)}`,
      ].join('\n');
    };
  }

  private readonly send: Send = async ({ subgraph, kind, roots }, text, count, asking) => {
    const { course, sent } = this.courses.get(asking)!;
    const body = JSON.parse(text) as Body;
    const answer = await this.subgraphs.get(subgraph)!.answer(body, course);
    sent.push({ subgraph, body, answer: structuredClone(answer) });
    const asked = (body.variables?.representations as readonly unknown[] | undefined)?.length ?? 0;
    if (asked !== count)
      course.complaints.add(`${subgraph}: ${count} entities announced, ${asked} asked for`);
    if ((kind === 'mutation') !== body.query.startsWith('mutation'))
      course.complaints.add(`${subgraph}: no ${kind}`);
    if (count > 0 && roots.join() !== '_entities')
      course.complaints.add(`${subgraph}: roots ${roots.join()}`);
    return answer;
  };
}

const exchange = ({ subgraph, body, answer }: Sent): string =>
  `${subgraph} <- ${body.query} ${JSON.stringify(body.variables ?? {})}\n${subgraph} -> ${JSON.stringify(answer)}`;

/** Without the lines that are the same in every subgraph. */
const brief = (sdl: string): string => sdl.replace(/^(extend schema|scalar|enum|input) .*\n/gm, '');
