import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { disposablePostgres } from '@ura/database';
import { Client } from 'pg';
import { type Guard, type RuleNumber, takenOut } from './guard';
import { type Doubt, doubtOfGreen, doubtOfRed, type Report } from './verdict';

const JEST = require.resolve('jest/bin/jest');
const LIMITS = { timeout: 150_000, maxBuffer: 2 ** 26 };
const KEPT_DATABASES = ['postgres', 'template0', 'template1'];

/** Where guards are taken out: a copy of the repository, and one PostgreSQL for all runs. */
export interface Bench {
  readonly copy: string;
  readonly postgresUrl: string;
}

/** Runs `work` with a PostgreSQL that goes away afterwards. */
export const withPostgres = async <Result>(work: (url: string) => Promise<Result>): Promise<Result> => {
  const postgres = await disposablePostgres();
  try {
    return await work(postgres.url());
  } finally {
    await postgres.stop();
  }
};

/** What is wrong with the guards' tests while every guard is in place. */
export const doubtBefore = async (bench: Bench, guards: readonly Guard[]): Promise<Doubt> => {
  const rules = [...new Set(guards.flatMap(guard => guard.rules))];
  const report = await testRun(bench, [...new Set(guards.flatMap(({ tests }) => tests))], rules);
  return typeof report === 'string' ? report : doubtOfGreen(report, rules);
};

/** Takes one guard out, runs its tests, and puts it back. Null where the guard is held by them. */
export const doubtOf = async (bench: Bench, guard: Guard): Promise<Doubt> => {
  const file = path.join(bench.copy, guard.file);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, takenOut(guard, text));
  try {
    const report = await testRun(bench, guard.tests, guard.rules);
    return typeof report === 'string' ? report : doubtOfRed(report, guard.rules);
  } finally {
    writeFileSync(file, text);
  }
};

/** Jest's report of the tests with those numbers; a sentence where there is none. */
async function testRun(
  { copy, postgresUrl }: Bench,
  tests: readonly string[],
  rules: readonly RuleNumber[],
): Promise<Report | string> {
  // A guard may be a policy or a trigger, and what ran without one may have written what must not be.
  await dropDatabases(postgresUrl);
  const file = path.join(copy, 'guards-report.json');
  rmSync(file, { force: true });
  const args = [
    ...[
      JEST,
      '--config',
      path.join(copy, 'packages/tooling/jest.config.cjs'),
      '--json',
      '--outputFile',
      file,
    ],
    ...['--runInBand', '--forceExit', '--testNamePattern', `\\b(${rules.join('|')})\\b`],
    ...['--runTestsByPath', ...tests],
  ];
  const env = { ...process.env, URA_TEST_POSTGRES_URL: postgresUrl };
  const run = promisify(execFile)(process.execPath, args, { cwd: copy, env, ...LIMITS });
  const end = () => run.child.kill('SIGKILL');
  // Before the folder that it works in is cleared away.
  process.prependOnceListener('exit', end);
  // A red test is a failure as well.
  const { stderr } = await run.catch((failure: { stderr: string }) => failure);
  process.off('exit', end);
  if (!existsSync(file)) return `jest gave no report: ${stderr.trim().split('\n')[0]}`;
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

async function dropDatabases(connectionString: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    'select datname as name from pg_database where datname <> all($1)',
    [KEPT_DATABASES],
  );
  for (const { name } of rows) {
    await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`);
  }
  await client.end();
}
