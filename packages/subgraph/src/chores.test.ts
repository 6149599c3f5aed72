import type { Database } from '@ura/database';
import { startChores } from './chores';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const database = {} as Database;

test('a quick chore is done every second, the others every half a minute', async () => {
  const [chores, quickChores] = [jest.fn(async () => undefined), jest.fn(async () => undefined)];
  const end = startChores({ name: 'toy', chores, quickChores }, database);
  await jest.advanceTimersByTimeAsync(30_000);
  expect(quickChores).toHaveBeenCalledTimes(30);
  expect(chores).toHaveBeenCalledTimes(1);
  await end();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(quickChores).toHaveBeenCalledTimes(30);
});

test('a round that lasts is not joined by another, does not hold up the other kind, and is waited for at the end', async () => {
  let finish: () => void = () => undefined;
  const chores = jest.fn(() => new Promise<void>(resolve => (finish = resolve)));
  const quickChores = jest.fn(async () => undefined);
  const end = startChores({ name: 'toy', chores, quickChores }, database);
  await jest.advanceTimersByTimeAsync(90_000);
  expect(chores).toHaveBeenCalledTimes(1);
  expect(quickChores).toHaveBeenCalledTimes(90);
  let isOver = false;
  const over = end().then(() => {
    isOver = true;
  });
  await jest.advanceTimersByTimeAsync(1);
  expect(isOver).toBe(false);
  finish();
  await over;
});

test('a round that fails is tried anew, and an outage is one line without its words', async () => {
  const lines: string[] = [];
  let isAway = true;
  const quickChores = async () => {
    if (isAway) throw new TypeError('SECRET');
  };
  const end = startChores({ name: 'toy', quickChores }, database, line => lines.push(line));
  await jest.advanceTimersByTimeAsync(3_000);
  expect(lines).toEqual(['toy: a chore failed: TypeError']);
  isAway = false;
  await jest.advanceTimersByTimeAsync(1_000);
  isAway = true;
  await jest.advanceTimersByTimeAsync(1_000);
  expect(lines).toHaveLength(2);
  await end();
});
