import { Client } from 'pg';
import { newKey, type Person } from '../../hub';
import { type Answer, type Verdict, verdictOf } from './verdict';

/** Asks once and says what came of it. */
export interface Question {
  readonly name: string;
  ask(): Promise<Verdict>;
}

const READS: readonly (readonly [account: string, query: string])[] = [
  [
    'anybody',
    '{ serviceTypes { code name { en } } organisations(first: 20) { edges { node { slug name { en sq } } } } }',
  ],
  [
    'mobile-unit@vatra',
    '{ organisations(first: 30) { edges { node { slug shelters { id name { en } } } } } serviceTypes { code } }',
  ],
  [
    'hotline@pvpt',
    '{ shelters(first: 50) { edges { node { id name { en } availability { occupiedBeds blockedBeds } organisation { slug name { en } } } } } }',
  ],
  [
    'police@vlore',
    '{ shelters(first: 50) { edges { node { id name { en } availability { occupiedBeds blockedBeds } } } } }',
  ],
  // Who is asking must never be answered with what was known of somebody else.
  ['hotline@vatra', '{ viewer { id roles organisation { slug } } serviceTypes { code } }'],
  ['case-manager@vatra', '{ viewer { id roles organisation { slug } } serviceTypes { code } }'],
];

/** The questions with their right answers, which are asked for while all is well. */
export const readQuestions = async (as: (account: string) => Promise<Person>): Promise<Question[]> =>
  Promise.all(
    READS.map(async ([account, query]) => {
      const person = await as(account);
      const { data, errors } = await person.ask(query);
      if (errors) throw new Error(`${query} ${JSON.stringify(errors)}`);
      return { name: query, ask: async () => verdictOf((await person.ask(query)) as Answer, data) };
    }),
  );

const HOLD = 'mutation ($input: HoldBedsInput!) { holdBeds(input: $input) { id status shelter { id } } }';
const NEED = { people: [{ sex: 'FEMALE', ageBand: 'AGE_25_59' }], risk: 'LOW', country: 'AL' };

/** What each hold was said to be, by its key, to be held against the database afterwards. */
export class Holds {
  private readonly said = new Map<string, { readonly holdId?: string; readonly code?: string }>();
  private settled: string[] = [];

  constructor(
    private readonly databaseUrl: string,
    private readonly shelterId: string,
  ) {}

  question(person: Person): Question {
    return { name: 'hold', ask: () => this.hold(person) };
  }

  private async hold(person: Person): Promise<Verdict> {
    const idempotencyKey = newKey();
    const input = { shelterId: this.shelterId, need: NEED, minutes: 60, idempotencyKey };
    const { data, errors = [] } = (await person.ask(HOLD, { input })) as Answer;
    const held = data?.holdBeds as { id: string; status: string; shelter: { id: string } | null } | null;
    const code = errors[0]?.extensions?.code;
    this.said.set(idempotencyKey, { holdId: held?.id, code });
    if (!held) return code ? 'nothing' : 'wrong';
    this.settled.push(held.id);
    return verdictOf(
      { data, errors },
      { holdBeds: { ...held, status: 'HELD', shelter: { id: this.shelterId } } },
    );
  }

  /** Gives the beds back, so that there are always some. */
  async clear(): Promise<void> {
    const ids = this.settled.splice(0);
    await this.sql('delete from claim where hold_id = any($1)', [ids]);
    await this.sql('delete from bed_hold where id = any($1)', [ids]);
  }

  /**
   * How many were told a lie: a hold that is another's or none, or "nothing was done" about one that was.
   * Begins a new count.
   */
  async lies(): Promise<number> {
    const known = await this.sql('select key, result_id from idempotency_key where key = any($1)', [
      [...this.said.keys()],
    ]);
    const made = new Map(known.map(({ key, result_id }) => [key, result_id]));
    const lies = [...this.said].filter(([key, { holdId, code }]) => {
      if (holdId) return made.get(key) !== holdId;
      return code === 'UNAVAILABLE' && made.has(key);
    });
    this.said.clear();
    // Nobody knows of these: beds that an unheard answer took.
    await this.sql('delete from claim where shelter_id = $1', [this.shelterId]);
    await this.sql('delete from bed_hold where shelter_id = $1', [this.shelterId]);
    return lies.length;
  }

  private async sql(text: string, values: unknown[]) {
    const client = new Client({ connectionString: this.databaseUrl });
    // A server that goes away while the connection is open says so here, too.
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  }
}
