import { type Draft, FieldDraft, GroupDraft, ObjectDraft } from './draft.fixture';
import type { FieldSketch, GraphSketch, GroupSketch } from './sketch.fixture';
import { twist } from './twists.fixture';

const LEAVES = ['Int', 'String', 'Boolean', 'Float', 'ID', 'Mood', 'Blob'];
const WRAPS = ['_', '_!', '[_]', '[_!]', '[_!]!', '[_]!', '[[_]]', '[[_!]!]!', '[[_]!]', '[[_!]]!'];
const ARGUMENTS = [
  '',
  '',
  '',
  '(n: Int = 3)',
  '(mood: Mood, ids: [ID!])',
  '(filter: Filter)',
  '(filter: Filter!, n: Int)',
];

/**
 * Makes a graph that composes, by construction: one subgraph, an entity's home, knows all its keys, so that
 * every other can be reached from everywhere; whoever returns a type declares it.
 */
export const draftGraph = (sketch: GraphSketch): Draft => {
  const count = sketch.subgraphs + 2;
  const subgraphs = Array.from({ length: count }, (_, index) => `s${index}`);
  const entities = sketch.entities.map(
    ({ home, keys }, index) => new ObjectDraft(`T${index}`, 'entity', home % count, keys),
  );
  const values = sketch.values.map(
    ({ home }, index) => new ObjectDraft(`V${index}`, 'value', home % count, 0),
  );
  const query = new ObjectDraft('Query', 'root', 0, 0);
  const mutation = new ObjectDraft('Mutation', 'root', 0, 0);
  const interfaces = sketch.interfaces.map((it, index) => makeInterface(it, `I${index}`, entities, count));
  const unions = sketch.unions.map((it, index) => makeUnion(it, `U${index}`, entities, values, count));
  const draft: Draft = {
    subgraphs,
    objects: [...entities, ...values, query, mutation],
    interfaces: interfaces.filter(({ members }) => members.length > 0),
    unions: unions.filter(({ members }) => members.length > 0),
  };

  sketch.values.forEach(({ fields }, index) => {
    for (const [at, it] of fields.entries()) {
      const named = composite(
        it,
        [...free(entities), ...values.slice(0, index)].map(({ name }) => name),
      );
      values[index]!.fields.push(make(it, `v${index}${at}`, named, values[index]!.home));
    }
  });
  for (const [index, { fields }] of sketch.interfaces.entries()) {
    const group = interfaces[index]!;
    for (const [at, it] of fields.entries())
      addInterfaceField(group, it, `i${index}${at}`, at, count, values);
  }
  const addFields = (object: ObjectDraft, fields: readonly FieldSketch[], prefix: string) => {
    for (const [at, it] of fields.entries()) {
      const wished = it.owner % count;
      const owner = object.keyed?.objectIn === wished ? object.home : wished;
      const field = make(it, `${prefix}${at}`, composite(it, returnable(draft, owner)), owner);
      if (object.kind === 'root') field.args ||= prefix === 'm' ? '(n: Int)' : '';
      object.fields.push(field);
    }
  };
  for (const [index, { fields }] of sketch.entities.entries())
    addFields(entities[index]!, fields, `f${index}`);
  addFields(query, sketch.queries, 'q');
  addFields(mutation, sketch.mutations, 'm');
  settle(draft);
  twist(draft);
  settle(draft);
  return draft;
};

const make = (it: FieldSketch, name: string, named: string, owner: number) =>
  new FieldDraft(
    name,
    named,
    WRAPS[it.wrap % WRAPS.length]!,
    ARGUMENTS[it.args % ARGUMENTS.length]!,
    owner,
    it.twist,
  );

/** A leaf, or one of the composite types that may stand here. */
const composite = ({ type }: FieldSketch, choices: readonly string[]): string => {
  const rest = Math.floor(type / 2);
  return type % 2 === 1 && choices.length > 0
    ? choices[rest % choices.length]!
    : LEAVES[rest % LEAVES.length]!;
};

const free = (entities: readonly ObjectDraft[]) => entities.filter(({ keyed }) => keyed === undefined);

/** What a field of this subgraph may return: where an interface is an object, its members are unknown. */
const returnable = ({ objects, interfaces, unions }: Draft, owner: number): string[] => [
  ...objects
    .filter(({ kind, keyed }) => kind !== 'root' && keyed?.objectIn !== owner)
    .map(({ name }) => name),
  ...interfaces.filter(it => it.home === owner || it.objectIn === owner).map(({ name }) => name),
  ...unions.filter(({ home }) => home === owner).map(({ name }) => name),
];

const chosen = <T>(from: readonly T[], bits: number): T[] => {
  const some = from.filter((_, index) => (bits >> index) % 2 === 1);
  return some.length > 0 ? some : from.slice(0, 1);
};

const makeInterface = (it: GroupSketch, name: string, entities: readonly ObjectDraft[], count: number) => {
  const home = it.home % count;
  const isKeyed = it.twist % 2 === 1;
  const candidates = entities.filter(({ keyed, groups }) => !keyed && (!isKeyed || groups.length === 0));
  const group = new GroupDraft(
    name,
    home,
    candidates.length > 0 ? chosen(candidates, it.members) : [],
    it.twist,
  );
  if (isKeyed) {
    group.objectIn = (home + 1) % count;
    for (const member of group.members) member.join(group);
  }
  for (const member of group.members) member.groups.push(group);
  return group;
};

const makeUnion = (
  it: GroupSketch,
  name: string,
  entities: readonly ObjectDraft[],
  values: readonly ObjectDraft[],
  count: number,
) => new GroupDraft(name, it.home % count, chosen([...free(entities), ...values], it.members), it.twist);

const addInterfaceField = (
  group: GroupDraft,
  it: FieldSketch,
  name: string,
  at: number,
  count: number,
  values: readonly ObjectDraft[],
) => {
  const named = composite(
    it,
    values.map(value => value.name),
  );
  const shape = make(it, name, named, group.home);
  group.fields.push(shape);
  for (const [index, member] of group.members.entries()) {
    const wished = (it.owner + index * it.twist) % count;
    const isHere = at === 0 || wished === group.objectIn;
    const field = make(it, name, named, isHere ? group.home : wished);
    field.isPromised = true;
    member.fields.push(field);
  }
  if (group.objectIn !== undefined && at === 0) {
    group.extras.push(make({ ...it, wrap: it.wrap + 1 }, `${name}x`, named, group.objectIn));
  }
};

/** Declares in each subgraph what its fields return, until nothing is missing. */
const settle = ({ objects, interfaces, unions }: Draft): void => {
  const byName = new Map(objects.map(it => [it.name, it]));
  const groups = new Map([...interfaces, ...unions].map(it => [it.name, it]));
  const seen = new Set<string>();
  const need = (named: string, subgraph: number): void => {
    if (seen.has(`${named} ${subgraph}`)) return;
    seen.add(`${named} ${subgraph}`);
    const group = groups.get(named);
    if (group && group.objectIn !== subgraph) for (const { name } of group.members) need(name, subgraph);
    const object = byName.get(named);
    if (!object) return;
    object.present.add(subgraph);
    if (object.kind !== 'value') return;
    for (const field of object.fields) {
      field.owners.add(subgraph);
      need(field.named, subgraph);
    }
  };
  for (const object of objects) {
    if (object.kind !== 'root') need(object.name, object.home);
    if (object.kind === 'value') continue;
    for (const field of object.fields) {
      for (const subgraph of field.declaredIn()) {
        object.present.add(subgraph);
        need(field.named, subgraph);
      }
    }
  }
  for (const group of [...interfaces, ...unions]) {
    for (const { name } of group.members) need(name, group.home);
    for (const field of group.extras) for (const subgraph of field.owners) need(field.named, subgraph);
  }
};
