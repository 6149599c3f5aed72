import { Pool } from 'undici';
import { percentile } from '../figures';
import { type Question, TURNS } from './graph';

const CONNECTIONS = 32;

export interface Load {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** The size of an answer, on average. */
  readonly answerBytes: number;
  /** Requests without an answer, with another status than 200, or with errors in the answer. */
  readonly failed: number;
}

type Headers = Readonly<Record<string, string>>;

/** The answer of a gateway to one turn of a question, as data. */
export const answerOf = async (
  origin: string,
  question: Question,
  turn: number,
  headers: Headers,
): Promise<unknown> => {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: question.body(turn),
  });
  return response.json();
};

/**
 * Asks for so many seconds, and until every turn was asked once; each connection asks again as soon as
 * it has its answer. The arguments go round, so that no two requests under way are the same.
 */
export const load = async (
  origin: string,
  question: Question,
  seconds: number,
  headers: Headers,
): Promise<Load> => {
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  const bodies = Array.from({ length: TURNS }, (_, turn) => question.body(turn));
  const allHeaders = { 'content-type': 'application/json', ...headers };
  const times: number[] = [];
  let bytes = 0;
  let failed = 0;
  let turn = 0;
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  const client = async () => {
    while (performance.now() < end || turn < TURNS) {
      const asked = performance.now();
      const answer = await post(pool, allHeaders, bodies[turn++ % TURNS]!);
      times.push(performance.now() - asked);
      bytes += answer.body.length;
      if (answer.status !== 200 || answer.body.includes('"errors":')) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  const took = (performance.now() - begun) / 1_000;
  await pool.close();
  return {
    requests: times.length,
    perSecond: times.length / took,
    p50: percentile(times, 50),
    p99: percentile(times, 99),
    answerBytes: bytes / times.length,
    failed,
  };
};

/** Posts with the least that undici can do it with: what asks must not be what is measured. */
const post = (pool: Pool, headers: Headers, body: string): Promise<{ status: number; body: Buffer }> =>
  new Promise(resolve => {
    let status = 0;
    const parts: Buffer[] = [];
    pool.dispatch(
      { method: 'POST', path: '/graphql', headers, body },
      {
        // Without it undici takes this for a handler of its older kind.
        onRequestStart: () => undefined,
        onResponseStart: (_, code) => {
          status = code;
        },
        onResponseData: (_, part) => {
          parts.push(part);
        },
        onResponseEnd: () => resolve({ status, body: parts.length === 1 ? parts[0]! : Buffer.concat(parts) }),
        onResponseError: () => resolve({ status: 0, body: Buffer.alloc(0) }),
      },
    );
  });
