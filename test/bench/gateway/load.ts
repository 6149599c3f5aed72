import { Pool } from 'undici';
import { percentile } from '../figures';
import { type Question, TURNS } from './graph';

const CONNECTIONS = 32;

export interface Load {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers that were no answers: another status than 200, or one with errors in it. */
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
 * Asks for so many seconds, each connection as soon as it has its last answer. The arguments go round,
 * so that no two requests under way are the same.
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
  let failed = 0;
  let turn = 0;
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  const client = async () => {
    while (performance.now() < end) {
      const asked = performance.now();
      const body = bodies[turn++ % TURNS];
      const response = await pool.request({ method: 'POST', path: '/graphql', headers: allHeaders, body });
      const answer = Buffer.from(await response.body.arrayBuffer());
      times.push(performance.now() - asked);
      if (response.statusCode !== 200 || answer.includes('"errors":')) failed += 1;
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
    failed,
  };
};
