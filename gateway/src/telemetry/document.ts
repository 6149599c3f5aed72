import { hash } from 'node:crypto';
import { type DocumentNode, Kind, print, visit } from 'graphql';
import { LRUCache } from 'lru-cache';

const KEPT = 1_000;
const SHOWN = 16;

/** What may be written down of a document. */
export interface Description {
  /** A short name, from the beginning of its SHA-256. */
  readonly hash: string;
  /** Whether it is one of those that the hub has in its manifest. */
  readonly isTrusted: boolean;
}

interface Asked {
  readonly queryHash?: string;
  readonly source?: string;
  readonly document?: DocumentNode;
}

/**
 * Describes documents for logs and traces. Values that somebody wrote into a document are taken out before
 * it is hashed: the hash of a telephone number is soon guessed. Aliases are, too. One that does not parse is
 * not described.
 */
export const describing = (isTrusted: (source: string) => boolean = () => false) => {
  const known = new LRUCache<string, Description>({ max: KEPT });
  return ({ queryHash, source, document }: Asked): Description | undefined => {
    if (queryHash === undefined) return undefined;
    const found = known.get(queryHash);
    if (found || !document || source === undefined) return found;
    const bare = withoutValues(document);
    const whole = bare === document ? queryHash : hash('sha256', print(bare));
    const made = { hash: whole.slice(0, SHOWN), isTrusted: isTrusted(source) };
    known.set(queryHash, made);
    return made;
  };
};

const withoutValues = (document: DocumentNode): DocumentNode =>
  visit(document, {
    StringValue: node => ({ ...node, value: '', block: false }),
    IntValue: node => ({ ...node, value: '0' }),
    FloatValue: node => ({ ...node, value: '0' }),
    EnumValue: node => ({ ...node, value: '_' }),
    ListValue: node => (node.values.length ? { kind: Kind.LIST, values: [] } : undefined),
    ObjectValue: node => (node.fields.length ? { kind: Kind.OBJECT, fields: [] } : undefined),
    Field: node => (node.alias ? { ...node, alias: undefined } : undefined),
  });
