import { port, postgresUrl, readEnv, str } from './settings';

test('all problems are told at once, by name and never by value, and the process ends', () => {
  const lines: string[] = [];
  const print = jest.spyOn(console, 'error').mockImplementation(line => void lines.push(line));
  const exit = jest.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
  readEnv(
    { URA_PORT: 'secret-port' },
    { URA_PORT: port(), URA_DATABASE_URL: postgresUrl(), URA_NAME: str() },
  );
  expect(exit).toHaveBeenCalledWith(1);
  expect(lines.join('\n')).toContain('URA_DATABASE_URL: is missing');
  expect(lines.join('\n')).toContain('URA_NAME: is missing');
  expect(lines.join('\n')).toMatch(/URA_PORT: /);
  expect(lines.join('\n')).not.toContain('secret-port');
  print.mockRestore();
  exit.mockRestore();
});

test('a database is named by its whole URL', () => {
  const read = (value: string) =>
    readEnv({ A: value }, { A: postgresUrl() }, { reporter: ({ errors }) => expect(errors.A).toBeDefined() });
  expect(readEnv({ A: 'postgres://u:p@h:1/d' }, { A: postgresUrl() }).A).toBe('postgres://u:p@h:1/d');
  expect.assertions(3);
  read('mysql://u@h/d');
  read('postgres://u@h');
});
