import { gatewayEnv } from './env';
import { guardSettings } from './guard/env';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

test('who does not say what it runs for runs in production, and so do the libraries', () => {
  const needed = { URA_GATEWAY_PRIVATE_KEY: '{}', URA_ISSUERS: '[]' };
  for (const silence of [undefined, '']) {
    process.env = { ...before, ...needed, NODE_ENV: silence };
    if (silence === undefined) delete process.env.NODE_ENV;
    jest.isolateModules(() => {
      expect(require('./env').gatewayEnv()).toMatchObject({ NODE_ENV: 'production', logLevel: 'info' });
    });
    expect(process.env.NODE_ENV).toBe('production');
  }
});

test('how long is waited, and when a subgraph counts as away, can be set', () => {
  const needed = { URA_GATEWAY_PRIVATE_KEY: '{}', URA_ISSUERS: '[]' };
  process.env = { ...before, ...needed };
  expect(gatewayEnv().patience).toEqual({ milliseconds: 3_000, failures: 5, probeMilliseconds: 1_000 });
  expect(guardSettings(gatewayEnv()).requestMilliseconds).toBe(10_000);
  Object.assign(process.env, {
    URA_REQUEST_MILLISECONDS: '20000',
    URA_FETCH_MILLISECONDS: '5000',
    URA_BREAKER_FAILURES: '2',
    URA_PROBE_MILLISECONDS: '500',
  });
  expect(gatewayEnv().patience).toEqual({ milliseconds: 5_000, failures: 2, probeMilliseconds: 500 });
  expect(guardSettings(gatewayEnv()).requestMilliseconds).toBe(20_000);
});

test('a setting that would open what is to be closed stops the start', () => {
  const lines: string[] = [];
  const print = jest.spyOn(console, 'error').mockImplementation(line => void lines.push(line));
  const exit = jest.spyOn(process, 'exit').mockImplementation(() => {
    throw new Error('the process ends');
  });
  const wrong = {
    NODE_ENV: 'prod',
    URA_MAX_COST: 'NaN',
    URA_RATE_PER_VIEWER: '-1',
    URA_TRUSTED_PROXIES: '1.5',
  };
  Object.assign(process.env, wrong);
  expect(gatewayEnv).toThrow('the process ends');
  for (const name of Object.keys(wrong)) expect(lines.join('\n')).toContain(`${name}: `);
  print.mockRestore();
  exit.mockRestore();
});
