import type { Draft, FieldDraft, ObjectDraft } from './draft.fixture';

/** Makes some fields shared, taken over, hidden, or dependent on another subgraph's. */
export const twist = (draft: Draft): void => {
  for (const object of draft.objects) {
    if (object.kind === 'value') continue;
    for (const [at, field] of object.fields.entries()) {
      switch (field.twist % 8) {
        case 1:
          share(draft, object, field);
          break;
        case 2:
          takeOver(object, field);
          break;
        case 3:
          hide(object, field);
          break;
        case 4:
        case 5:
          depend(draft, object, field, object.fields.slice(0, at));
          break;
        case 6:
        case 7:
          provide(draft, object, field);
          break;
        default:
      }
    }
  }
};

const isLeaf = ({ named }: FieldDraft) => !/^[TVIU]\d/.test(named);

/** A subgraph that knows the entity, or may, and has nothing to do with this field yet. */
const another = (object: ObjectDraft, field: FieldDraft): number | undefined =>
  [...object.present].find(it => !field.declaredIn().includes(it) && it !== object.keyed?.objectIn);

const share = ({ subgraphs }: Draft, object: ObjectDraft, field: FieldDraft): void => {
  if (!isLeaf(field) && !/^V/.test(field.named)) return;
  const second =
    object.kind === 'root' ? (Math.max(...field.owners) + 1) % subgraphs.length : another(object, field);
  if (second !== undefined && field.name[0] !== 'm') field.owners.add(second);
};

const takeOver = (object: ObjectDraft, field: FieldDraft): void => {
  const from = another(object, field);
  if (from !== undefined && isLeaf(field)) field.from = from;
};

const hide = (object: ObjectDraft, field: FieldDraft): void => {
  if (object.kind === 'entity' && !field.isPromised) field.isHidden = true;
};

const only = ({ owners }: FieldDraft): number => [...owners][0]!;

/** Fields that a subgraph may ask others for: they are plain, and it does not have them itself. */
const askable = (fields: readonly FieldDraft[], subgraph: number): FieldDraft[] =>
  fields.filter(
    it =>
      (isLeaf(it) || /^V/.test(it.named)) &&
      it.args === '' &&
      !it.owners.has(subgraph) &&
      it.from !== subgraph,
  );

const depend = (
  draft: Draft,
  object: ObjectDraft,
  field: FieldDraft,
  earlier: readonly FieldDraft[],
): void => {
  if (object.kind !== 'entity' || field.owners.size > 1) return;
  const subgraph = only(field);
  const needed = askable(earlier, subgraph)
    .filter(it => isReadable(it) && !it.providedBy.has(subgraph))
    .slice(0, (field.twist % 3) + 1);
  if (needed.length === 0) return;
  for (const it of needed) it.external.add(subgraph);
  field.requires = needed.map(it => selection(draft, it)).join(' ');
};

/** Apollo's executor makes nulls of the objects in a list of lists that a field requires: see found.test.ts. */
const isReadable = (field: FieldDraft): boolean => isLeaf(field) || !field.wrap.startsWith('[[');

const selection = ({ objects }: Draft, { name, named }: FieldDraft): string => {
  const value = objects.find(it => it.name === named);
  if (!value) return name;
  const leaves = value.fields.filter(it => isLeaf(it) && it.args === '');
  return `${name} { ${leaves.length > 0 ? leaves.map(it => it.name).join(' ') : '__typename'} }`;
};

const provide = ({ objects }: Draft, object: ObjectDraft, field: FieldDraft): void => {
  const target = objects.find(({ name }) => name === field.named);
  if (target?.kind !== 'entity' || field.owners.size > 1) return;
  const subgraph = only(field);
  const given = askable(target.fields, subgraph)
    .filter(it => isLeaf(it) && (it.providedBy.has(subgraph) || !it.external.has(subgraph)))
    .slice(0, 2);
  if (given.length === 0 || object === target) return;
  for (const it of given) {
    it.external.add(subgraph);
    it.providedBy.add(subgraph);
  }
  field.provides = given.map(({ name }) => name).join(' ');
};
