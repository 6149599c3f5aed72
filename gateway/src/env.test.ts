import { gatewayEnv } from './env';

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
  const before = { ...process.env };
  Object.assign(process.env, wrong);
  expect(gatewayEnv).toThrow('the process ends');
  process.env = before;
  for (const name of Object.keys(wrong)) expect(lines.join('\n')).toContain(`${name}: `);
  print.mockRestore();
  exit.mockRestore();
});
