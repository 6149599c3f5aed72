import { anonymous } from '@ura/access';
import fc from 'fast-check';
import { Member } from './member';
import { subscribeAgain } from './notices';
import type { LiveResult } from './result';

const member = () => new Member({ viewer: anonymous }, Number.POSITIVE_INFINITY, () => undefined);
const result = (number: number): LiveResult => ({ data: { number } });

const waitingOf = async (slow: Member): Promise<LiveResult[]> => {
  const results: LiveResult[] = [];
  slow.end(subscribeAgain);
  for await (const each of slow) results.push(each);
  return results;
};

test('a client that keeps up gets everything, in order', async () => {
  const fast = member();
  for (let number = 0; number < 1_000; number += 1) {
    fast.put('same', result(number));
    expect((await fast.next()).value).toEqual(result(number));
  }
});

test('of what a slow client did not get, the newest state of each thing waits, and it is told so', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 300 }), async things => {
      const slow = member();
      for (const [number, thing] of things.entries()) slow.put(String(thing), result(number));
      const got: LiveResult[] = [];
      while ((slow as unknown as { waiting: unknown[] }).waiting.length > 0)
        got.push((await slow.next()).value!);
      expect(got.length).toBe(Math.min(things.length, 64));
      const numbers = got.map(({ data }) => data!.number as number);
      expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
      for (const thing of new Set(things)) expect(numbers).toContain(things.lastIndexOf(thing));
      expect(got.some(({ extensions }) => extensions?.live === 'SKIPPED')).toBe(things.length > 64);
    }),
  );
});

test('with more things than may wait, the newest things do', async () => {
  const slow = member();
  for (let number = 0; number < 1_000; number += 1) slow.put(String(number), result(number));
  expect((await slow.next()).value).toEqual({ ...result(936), extensions: { live: 'SKIPPED' } });
});

test('after the end only the last word is told: the right to what waited may have ended', async () => {
  const slow = member();
  slow.put('a', result(1));
  expect(await waitingOf(slow)).toEqual([subscribeAgain]);
  slow.put('a', result(2));
  expect((await slow.next()).done).toBe(true);
});

test('a client that hangs up while it waits is let go, once', async () => {
  let left = 0;
  const gone = new Member({ viewer: anonymous }, Number.POSITIVE_INFINITY, () => {
    left += 1;
  });
  const next = gone.next();
  await gone.return();
  await gone.return();
  expect([(await next).done, left]).toEqual([true, 1]);
});

test('a result is not told after the end of the sign-in, even where the clock is read late', async () => {
  const late = new Member({ viewer: anonymous }, Date.now(), () => undefined);
  late.put('a', result(1));
  expect((await late.next()).value).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});
