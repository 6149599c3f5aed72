import { Breaker } from './breaker';
import { NoAnswer } from './exchange';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('a breaker that was closed for good probes no more, not even after the probe that was under way', async () => {
  const failure = new NoAnswer('GARBLED', true);
  const underWay: (() => void)[] = [];
  const probe = () => new Promise<never>((_, reject) => underWay.push(() => reject(failure)));
  const breaker = new Breaker({ failures: 1, probeMilliseconds: 1, probe, onChange: () => undefined });
  await expect(breaker.run(() => Promise.reject(failure))).rejects.toBe(failure);
  await jest.advanceTimersByTimeAsync(1);
  underWay[0]!();
  await jest.advanceTimersByTimeAsync(1);
  expect(underWay).toHaveLength(2);
  breaker.close();
  underWay[1]!();
  await jest.advanceTimersByTimeAsync(10);
  expect(underWay).toHaveLength(2);
});

test('one that opens again and again, though its probes go well, waits twice as long each time, up to a bound', async () => {
  const changes: boolean[] = [];
  const breaker = new Breaker({
    failures: 1,
    probeMilliseconds: 1_000,
    probe: async () => undefined,
    onChange: isOpen => changes.push(isOpen),
  });
  const fail = () => breaker.run(() => Promise.reject(new NoAnswer('GARBLED', true))).catch(() => undefined);
  const secondsOpen = async () => {
    await fail();
    let seconds = 0;
    while (breaker.isOpen) {
      await jest.advanceTimersByTimeAsync(1_000);
      seconds += 1;
    }
    return seconds;
  };
  const waits: number[] = [];
  for (let times = 0; times < 7; times += 1) waits.push(await secondsOpen());
  expect(waits).toEqual([1, 2, 4, 8, 16, 16, 16]);
  await breaker.run(async () => 'well');
  expect(await secondsOpen()).toBe(1);
  expect(changes).toHaveLength(16);
  breaker.close();
});

test('while it stays open it probes as often as before', async () => {
  let probes = 0;
  const probe = async () => {
    probes += 1;
    throw new NoAnswer('UNHEALTHY', false);
  };
  const breaker = new Breaker({ failures: 1, probeMilliseconds: 1_000, probe, onChange: () => undefined });
  await breaker.run(() => Promise.reject(new NoAnswer('GARBLED', true))).catch(() => undefined);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(probes).toBe(10);
  breaker.close();
});
