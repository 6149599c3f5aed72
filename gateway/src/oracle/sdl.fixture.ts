import type { Draft, FieldDraft, GroupDraft, Key, ObjectDraft } from './draft.fixture';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject"])';

const COMMON = `scalar Blob
enum Mood { CALM BRISK SECRET @inaccessible }
input Filter { text: String = "x", mood: Mood, numbers: [[Int]], inner: Filter }`;

const block = (head: string, fields: readonly string[]): string => `${head} {\n  ${fields.join('\n  ')}\n}`;

/** What the subgraph publishes. */
export const sdlOf = (draft: Draft, subgraph: number): string => {
  const objects = draft.objects.flatMap(it => objectIn(draft, it, subgraph));
  const interfaces = draft.interfaces.flatMap(it => interfaceIn(it, subgraph));
  const unions = draft.unions.flatMap(it => unionIn(it, subgraph));
  return [LINK, COMMON, ...objects, ...interfaces, ...unions].join('\n');
};

const fieldIn = (draft: Draft, object: ObjectDraft, field: FieldDraft, subgraph: number): string[] => {
  if (!field.declaredIn().includes(subgraph)) return [];
  const directives: string[] = [];
  const isOwner = field.owners.has(subgraph);
  if (!isOwner && field.from !== subgraph) directives.push('@external');
  if (isOwner && object.kind !== 'value' && (field.owners.size > 1 || field.providedBy.size > 0))
    directives.push('@shareable');
  if (isOwner && field.from !== undefined)
    directives.push(`@override(from: "${draft.subgraphs[field.from]}")`);
  if (isOwner && field.requires) directives.push(`@requires(fields: "${field.requires}")`);
  if (isOwner && field.provides) directives.push(`@provides(fields: "${field.provides}")`);
  if (field.isHidden && !field.external.has(subgraph)) directives.push('@inaccessible');
  return [[`${field.name}${field.args}: ${field.type}`, ...directives].join(' ')];
};

const KEY_FIELDS: Readonly<Record<Key, readonly string[]>> = {
  id: ['id: ID!'],
  'code zone': ['code: String!', 'zone: Int!'],
  'spot { no deep { letter } }': ['spot: Spot!'],
};

const objectIn = (draft: Draft, object: ObjectDraft, subgraph: number): string[] => {
  const fields = object.fields.flatMap(field => fieldIn(draft, object, field, subgraph));
  if (object.kind === 'root') return fields.length > 0 ? [block(`type ${object.name}`, fields)] : [];
  if (!object.present.has(subgraph)) return [];
  if (object.kind === 'value') return [block(`type ${object.name} @shareable`, fields)];
  const keys = object.keysIn(subgraph);
  const groups = object.groups.filter(it => it.fieldsIn(subgraph).length > 0).map(({ name }) => name);
  const isStub = fields.length === 0 && subgraph !== object.home && object.name !== 'T0';
  const head = [
    `type ${object.name}`,
    ...(groups.length > 0 ? [`implements ${groups.join(' & ')}`] : []),
    ...keys.map(key => `@key(fields: "${key}"${isStub ? ', resolvable: false' : ''})`),
  ].join(' ');
  return [block(head, [...keys.flatMap(key => KEY_FIELDS[key]), ...fields])];
};

const interfaceIn = (group: GroupDraft, subgraph: number): string[] => {
  if (group.objectIn === subgraph) {
    const extras = group.extras.map(it => `${it.name}${it.args}: ${it.type}`);
    return [block(`type ${group.name} @interfaceObject @key(fields: "id")`, ['id: ID!', ...extras])];
  }
  const fields = group.fieldsIn(subgraph).map(it => `${it.name}${it.args}: ${it.type}`);
  if (fields.length === 0) return [];
  return group.objectIn === undefined
    ? [block(`interface ${group.name}`, fields)]
    : [block(`interface ${group.name} @key(fields: "id")`, ['id: ID!', ...fields])];
};

const unionIn = (group: GroupDraft, subgraph: number): string[] => {
  if (group.home !== subgraph || group.members.length === 0) return [];
  const isHiding = group.twist % 2 === 1;
  const members = [...group.members.map(({ name }) => name), ...(isHiding ? [`Hidden${group.name}`] : [])];
  return [
    `union ${group.name} = ${members.join(' | ')}`,
    ...(isHiding ? [`type Hidden${group.name} @inaccessible { secret: String }`] : []),
  ];
};

/** Spot and its depth stand wherever they are part of a key. */
export const withSpot = (sdl: string): string =>
  sdl.includes(': Spot!')
    ? `${sdl}\ntype Spot @shareable { no: Int! deep: Depth! }\ntype Depth @shareable { letter: String! }`
    : sdl;
