import { Pool } from 'undici';
import { table } from '../figures';
import type { Relay } from './relay';

const CONNECTIONS = 32;
const SAMPLE_MILLISECONDS = 100;
const QUERY = '{ serviceTypes { code } }';
const RECORDED = JSON.stringify({
  data: { serviceTypes: Array.from({ length: 5 }, (_, index) => ({ code: `CODE_${index}` })) },
});

/**
 * The gateway's memory over many requests, whose subgraph answers at once. The heap is read again and again:
 * the least of a tenth of the requests is what was left after its garbage collections.
 */
export const measureMemory = async (
  origin: string,
  metricsPort: number,
  relay: Relay,
  requests: number,
): Promise<void> => {
  relay.set({ recorded: RECORDED });
  const pool = new Pool(origin, { connections: CONNECTIONS });
  const tenths = Array.from({ length: 10 }, () => ({ heap: Number.POSITIVE_INFINITY, resident: 0 }));
  let asked = 0;
  let failed = 0;
  const sample = async () => {
    const tenth = tenths[Math.min(9, Math.floor((asked * 10) / requests))]!;
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    tenth.heap = Math.min(tenth.heap, valueIn(text, 'nodejs_heap_size_used_bytes'));
    tenth.resident = valueIn(text, 'process_resident_memory_bytes');
  };
  const timer = setInterval(() => void sample().catch(() => undefined), SAMPLE_MILLISECONDS);
  const client = async () => {
    while (asked < requests) {
      asked += 1;
      const { body } = await pool.request({
        method: 'POST',
        path: '/graphql',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: QUERY }),
      });
      if (!(await body.text()).includes('CODE_4')) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  clearInterval(timer);
  await sample();
  await pool.close();
  relay.set('pass');
  const megabytes = (bytes: number) => bytes / 2 ** 20;
  console.log(
    table(
      tenths
        .map(({ heap, resident }, index) => ({
          'of the requests': `${index + 1}0 %`,
          'heap MB': megabytes(heap),
          'resident MB': megabytes(resident),
        }))
        .filter((_, index) => index % 3 === 0),
    ),
  );
  console.log(`${requests} requests, ${failed} of them failed`);
};

const valueIn = (text: string, name: string): number =>
  Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
