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
