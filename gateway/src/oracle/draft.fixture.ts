/** A field of a graph that is being made. */
export class FieldDraft {
  /** The subgraphs that answer it; several share it. */
  readonly owners: Set<number>;
  /** The subgraphs that only know of it, for their `@requires` and `@provides`. */
  readonly external = new Set<number>();
  /** The subgraph it was taken from. */
  from?: number;
  requires?: string;
  provides?: string;
  isHidden = false;
  /** Of those, the ones that provide it; there nothing requires it. */
  readonly providedBy = new Set<number>();
  /** An interface names it, so its owners and its type stay as they are. */
  isPromised = false;

  constructor(
    readonly name: string,
    readonly named: string,
    public wrap: string,
    public args: string,
    owner: number,
    readonly twist: number,
  ) {
    this.owners = new Set([owner]);
  }

  get type(): string {
    return this.wrap.replace('_', this.named);
  }

  declaredIn(): number[] {
    return [...new Set([...this.owners, ...this.external, ...(this.from === undefined ? [] : [this.from])])];
  }
}

export type Key = 'id' | 'code zone' | 'spot { no deep { letter } }';
const KEYS: readonly Key[] = ['id', 'code zone', 'spot { no deep { letter } }'];

export class ObjectDraft {
  readonly present = new Set<number>();
  readonly fields: FieldDraft[] = [];
  readonly groups: GroupDraft[] = [];
  /** The interface with a key that it belongs to; they share their ids. */
  keyed?: GroupDraft;

  constructor(
    readonly name: string,
    readonly kind: 'entity' | 'value' | 'root',
    public home: number,
    private readonly keyBits: number,
  ) {}

  join(group: GroupDraft): void {
    this.keyed = group;
    this.home = group.home;
  }

  /** The home has all the keys of the entity, another subgraph one or more of them. */
  keysIn(subgraph: number): readonly Key[] {
    const all = this.keyed ? KEYS.slice(0, 1) : KEYS.filter((_, bit) => (this.keyBits >> bit) % 2 === 1);
    if (all.length === 0) return KEYS.slice(0, 1);
    if (subgraph === this.home) return all;
    const some = all.filter((_, bit) => (this.keyBits >> (3 + subgraph + bit)) % 2 === 1);
    return some.length > 0 ? some : [all[(this.keyBits + subgraph) % all.length]!];
  }
}

/** An interface or a union. */
export class GroupDraft {
  readonly fields: FieldDraft[] = [];
  /** Where the interface has a key: the subgraph that knows it as an object only, and the fields it adds. */
  objectIn?: number;
  readonly extras: FieldDraft[] = [];

  constructor(
    readonly name: string,
    readonly home: number,
    readonly members: readonly ObjectDraft[],
    readonly twist: number,
  ) {}

  /** The fields of the interface that every member has in this subgraph. */
  fieldsIn(subgraph: number): FieldDraft[] {
    const members = this.members.filter(({ present }) => present.has(subgraph));
    if (members.length === 0) return [];
    if (subgraph !== this.home && (this.objectIn !== undefined || this.twist % 3 === 0)) return [];
    return this.fields.filter(({ name }) =>
      members.every(({ fields }) => fields.some(it => it.name === name && it.owners.has(subgraph))),
    );
  }
}

export interface Draft {
  readonly subgraphs: readonly string[];
  readonly objects: readonly ObjectDraft[];
  readonly interfaces: readonly GroupDraft[];
  readonly unions: readonly GroupDraft[];
}
