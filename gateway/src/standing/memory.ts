import { hash } from 'node:crypto';
import { anonymous, isMember, type Viewer } from '@ura/access';
import { LRUCache } from 'lru-cache';
import type { PlannedFetch } from '../execution/fetch';

const HOUR = 3_600_000;
const BYTES = 64 * 2 ** 20;
/** One answer must not push out all the others. */
const LARGEST = 2 * 2 ** 20;

/** How long an answer of each kind may stand for the subgraph that gave it. */
const MAXIMUM_AGE = { public: 24 * HOUR, availability: 8 * HOUR } as const;
type Kind = keyof typeof MAXIMUM_AGE;

/**
 * The figures of beds, and what it takes to say whose they are. Every member may know these names and
 * lists (`shelters: mayKnowShelters`), and the figures depend on the roles alone (`mayPlace`). Offers
 * (`findBeds`) depend on who is asked for and on what came between: they are never remembered.
 */
const FIGURES = /^(Availability\.\w+|Shelter\.availability)$/;
const WAY_TO_FIGURES =
  /^(Query\.(shelter|shelters)|Organisation\.shelters|ShelterConn\.\w+|ShelterEdge\.\w+|PageInfo\.\w+|Shelter\.(id|name)|LocalizedText\.\w+)$/;

/** Public, but another for every person. */
const PERSONAL = /^(Query\.viewer|Viewer\.\w+)$/;
const OF_THE_PROTOCOL = /\.__?(typename|entities)$/;

/** What a subgraph last said, and when. */
export interface Known {
  readonly text: string;
  readonly asOf: Date;
}

/** Where an answer is kept, and of what kind it is. */
export interface Place {
  readonly kind: Kind;
  readonly key: string;
}

interface Kept {
  readonly text: string;
  at: number;
}

/**
 * What subgraphs last answered without an error, to stand in for one that is away: public fields, and the
 * figures of beds. Nothing of class OWNER or IDENTITY and no other PARTNER field is ever in it, so there is
 * nothing here that a withdrawn consent would have to reach. An answer goes to nobody whose organisation
 * and roles are not those of the viewer it was given to, except that what anybody was told, anybody may hear.
 */
export class Memory {
  private readonly kinds = new WeakMap<PlannedFetch, Kind | 'never'>();
  private readonly kept: LRUCache<string, Kept>;

  constructor(bytes = BYTES) {
    this.kept = new LRUCache<string, Kept>({
      maxSize: bytes,
      maxEntrySize: Math.min(LARGEST, bytes),
      // A character may take two bytes; the rest is the key and the entry itself.
      sizeCalculation: ({ text }) => 2 * text.length + 200,
    });
  }

  get entries(): number {
    return this.kept.size;
  }

  get bytes(): number {
    return this.kept.calculatedSize;
  }

  /** Undefined where this fetch is not to be remembered. The names are hashes: nothing is readable in them. */
  placeOf(fetch: PlannedFetch, body: string, viewer: Viewer): Place | undefined {
    const kind = this.kindOf(fetch);
    if (kind === 'never' || (kind === 'availability' && !isMember(viewer))) return undefined;
    return { kind, key: keyOf(fetch, body, viewer) };
  }

  keep({ key }: Place, text: string, at = Date.now()): void {
    const known = this.kept.get(key);
    // The same words again: only their time is new.
    if (known?.text === text) known.at = at;
    else this.kept.set(key, { text, at });
  }

  /** What was last said to such a viewer, or else to anybody, unless that is too long ago. */
  recall({ kind, key }: Place, fetch: PlannedFetch, body: string, now = Date.now()): Known | undefined {
    const known = this.fresh(key, kind, now);
    if (known || kind !== 'public') return known;
    return this.fresh(keyOf(fetch, body, anonymous), kind, now);
  }

  private fresh(key: string, kind: Kind, now: number): Known | undefined {
    const known = this.kept.get(key);
    if (!known || now - known.at > MAXIMUM_AGE[kind]) return undefined;
    return { text: known.text, asOf: new Date(known.at) };
  }

  private kindOf(fetch: PlannedFetch): Kind | 'never' {
    const known = this.kinds.get(fetch);
    if (known) return known;
    const kind = judge(fetch);
    this.kinds.set(fetch, kind);
    return kind;
  }
}

function judge({ kind, privacy, coordinates }: PlannedFetch): Kind | 'never' {
  const asked = [...coordinates].filter(coordinate => !OF_THE_PROTOCOL.test(coordinate));
  if (kind !== 'query' || asked.length === 0 || asked.some(coordinate => PERSONAL.test(coordinate))) {
    return 'never';
  }
  if (privacy === 'PUBLIC') return 'public';
  const isOfFigures =
    privacy === 'PARTNER' &&
    asked.some(coordinate => FIGURES.test(coordinate)) &&
    asked.every(coordinate => FIGURES.test(coordinate) || WAY_TO_FIGURES.test(coordinate));
  return isOfFigures ? 'availability' : 'never';
}

/**
 * Bodies are joined with a nought character, which JSON never holds unescaped, so that no two questions
 * share a name.
 */
const keyOf = ({ subgraph }: PlannedFetch, body: string, { organisationId, roles }: Viewer): string =>
  hash('sha256', `${subgraph}\0${organisationId ?? ''}\0${[...roles].sort().join()}\0${body}`, 'base64');
