import { createHmac, hkdfSync } from 'node:crypto';
import { decrypt, encrypt, KEY_BYTES } from './cipher';
import { VaultFailure } from './failure';
import { COALITION, type KeyOwner, type KeyService, type WrappedKey } from './key-service';

/** The versions of one key. */
export interface Versions {
  readonly current: number;
  readonly keys: ReadonlyMap<number, Buffer>;
}

/** An organisation's own keys: one wraps data keys, one makes the marks by which a name is found. */
export interface OrganisationKeys {
  readonly wrapping: Versions;
  readonly index: Versions;
}

export interface RingKeys {
  readonly organisations: ReadonlyMap<string, OrganisationKeys>;
  /** Shared by the organisations that look for duplicates together. */
  readonly coalition?: Versions;
  /** For one machine only: whatever is not listed comes from it. */
  readonly root?: Versions;
}

/** Keys that this process holds in memory. It prints and serialises as nothing. */
export class KeyRing implements KeyService {
  readonly #keys: RingKeys;

  constructor(keys: RingKeys) {
    this.#keys = keys;
  }

  async currentVersion(organisationId: string): Promise<number> {
    return this.wrapping(organisationId).current;
  }

  async wrap(owner: KeyOwner, dataKey: Buffer): Promise<WrappedKey> {
    const versions = this.wrapping(owner.organisationId);
    const version = versions.current;
    const key = keyOf(versions, version, owner.organisationId);
    return { version, wrapped: encrypt(key, contextOf(owner, version), dataKey) };
  }

  async unwrap(owner: KeyOwner, { version, wrapped }: WrappedKey): Promise<Buffer> {
    const key = keyOf(this.wrapping(owner.organisationId), version, owner.organisationId);
    return decrypt(key, contextOf(owner, version), wrapped);
  }

  async marks(holder: string, purpose: string, text: string): Promise<readonly [string, ...string[]]> {
    const { current, keys } = this.index(holder);
    const markOf = (version: number) => {
      const key = derived(keyOf({ current, keys }, version, holder), 'mark', purpose);
      return `${version}.${createHmac('sha256', key).update(text).digest('base64url')}`;
    };
    const earlier = [...keys.keys()].filter(version => version !== current);
    return [markOf(current), ...earlier.map(markOf)];
  }

  private wrapping(organisationId: string): Versions {
    return (
      this.#keys.organisations.get(organisationId.toLowerCase())?.wrapping ??
      this.fromRoot('wrapping', organisationId)
    );
  }

  private index(holder: string): Versions {
    const listed =
      holder === COALITION ? this.#keys.coalition : this.#keys.organisations.get(holder.toLowerCase())?.index;
    return listed ?? this.fromRoot('index', holder);
  }

  private fromRoot(use: string, holder: string): Versions {
    const { root } = this.#keys;
    if (!root) throw new VaultFailure(`The key ring has no ${use} key of ${nameOf(holder)}.`);
    const keys = [...root.keys].map(
      ([version, key]) => [version, derived(key, use, holder.toLowerCase())] as const,
    );
    return { current: root.current, keys: new Map(keys) };
  }
}

const nameOf = (holder: string) => (holder === COALITION ? 'the coalition' : `organisation ${holder}`);

const keyOf = ({ keys }: Versions, version: number, holder: string): Buffer => {
  const key = keys.get(version);
  if (!key) throw new VaultFailure(`The key ring has no version ${version} of the key of ${nameOf(holder)}.`);
  return key;
};

const contextOf = ({ organisationId, personId }: KeyOwner, version: number) => [
  'data key',
  organisationId.toLowerCase(),
  personId.toLowerCase(),
  String(version),
];

/** A key for one use, from which neither its parent nor its siblings can be had. */
const derived = (key: Buffer, use: string, whose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `ura vault ${use} ${whose}`, KEY_BYTES));
