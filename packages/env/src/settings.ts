import { type CleanedEnv, cleanEnv, host, json, makeValidator, num, port, str, url } from 'envalid';

export { type CleanedEnv, host, json, num, port, str, url };

/** A URL of a PostgreSQL database: postgres://user:password@host:port/database */
export const postgresUrl = makeValidator<string>(input => {
  const parsed = URL.canParse(input) ? new URL(input) : undefined;
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol) || parsed.pathname.length < 2) {
    throw new TypeError('expected postgres://user:password@host:port/database');
  }
  return input;
});

/** Words with commas between; where `allowed` is given, of these. */
export const list = (allowed?: readonly string[]) =>
  makeValidator<string[]>(input => {
    const wanted = input
      .split(',')
      .map(word => word.trim())
      .filter(Boolean);
    if (allowed && wanted.some(word => !allowed.includes(word))) {
      throw new TypeError(`expected some of ${allowed.join(' ')}`);
    }
    return wanted;
  });

/** A whole number from 1 on. */
export const count = makeValidator<number>(input => {
  if (!/^[1-9]\d{0,8}$/.test(input)) throw new TypeError('expected a whole number from 1 on');
  return Number(input);
});

/**
 * Reads the variables of a process. When any is missing or wrong, all of them are printed at once,
 * by name and reason and never by value, and the process ends with code 1.
 */
export const readEnv: typeof cleanEnv = (environment, shape, options) =>
  cleanEnv(environment, shape, {
    reporter: ({ errors }) => {
      const problems = Object.entries(errors) as [string, Error][];
      if (problems.length === 0) return;
      console.error('The settings of this process are incomplete:');
      for (const [name, problem] of problems) console.error(`  ${name}: ${reasonOf(problem)}`);
      process.exit(1);
    },
    ...options,
  });

const reasonOf = (problem: Error) =>
  problem.name === 'EnvMissingError' ? 'is missing' : problem.message.replace(/"[^"]*"/g, 'the value');
