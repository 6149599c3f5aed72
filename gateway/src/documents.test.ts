import { parse } from 'graphql';
import { documentStore } from './documents';
import { asking, engineOf } from './execution/pair.fixture';

const NUMBERS = Array.from({ length: 20 }, (_, number) => number);
/** A short question in a text of 256 kilobytes. */
const padded = (number: number) => parse(`{ open } #${number}${'x'.repeat(2 ** 18)}`);

test('documents whose texts are comments push out one another, and do not fill the memory', async () => {
  const store = documentStore();
  for (const number of NUMBERS) await store.set(String(number), padded(number));
  const found = await Promise.all(NUMBERS.map(number => store.get(String(number))));
  expect(found.filter(Boolean).length).toBeLessThan(9);
  expect(found.at(-1)).toBeDefined();
});

test('plans, too, are kept by the length of their texts', async () => {
  const { engine, planned } = engineOf({ toy: 'type Query { open: String }' }, {});
  for (const number of NUMBERS) engine.prepare({ document: padded(number), key: String(number) });
  const again = engine.prepare({ document: padded(0), key: '0' });
  expect(planned).toHaveLength(NUMBERS.length + 1);
  expect((await again.run({}, asking)).text).toBe('{"open":null}');
});
