import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { disposablePostgres, ensureDatabase } from '@ura/database';
import { check, compose, type SubgraphSchema } from '@ura/supergraph';
import type { Description } from './describe';
import { GATEWAY_PORT, root, subgraphs, supergraphFile } from './places';

/**
 * Writes what follows from the code: migrations, schemas, the privacy ledgers and the supergraph. With
 * `--check` it writes nothing, and fails when something on disk differs from what it would write. A change
 * that breaks clients is refused; `--accept-breaking` writes it, for a reviewer to see in the supergraph.
 */
const sync = async () => {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean' },
      only: { type: 'string' },
      'accept-breaking': { type: 'boolean' },
    },
  });
  const chosen = subgraphs.filter(({ name }) => !values.only || values.only === name);
  const files = new Map<string, string>();
  const problems: string[] = [];
  const server = await disposablePostgres();
  try {
    for (const { name } of chosen) {
      const { owner, service } = await ensureDatabase(server.url(), name, 'sync');
      const description = describe(name, owner, service);
      files.set(file(name, 'schema.graphql'), description.sdl);
      files.set(file(name, 'privacy.md'), description.privacy);
      if (description.migration) files.set(nextMigration(name), description.migration);
    }
  } finally {
    await server.stop();
  }
  if (!values.only) problems.push(...(await composed(files, values['accept-breaking'] ?? false)));
  const changed = [...files].filter(([at, text]) => !existsSync(at) || readFileSync(at, 'utf8') !== text);
  for (const [at, text] of changed) {
    const shown = path.relative(root, at);
    if (values.check)
      problems.push(`${shown} is not what the code says: run npm run sync, and read the difference.`);
    else {
      mkdirSync(path.dirname(at), { recursive: true });
      writeFileSync(at, text);
      console.error(`wrote ${shown}`);
    }
  }
  for (const problem of problems) console.error(problem);
  process.exit(problems.length > 0 ? 1 : 0);
};

const file = (name: string, ...parts: string[]) => path.join(root, 'subgraphs', name, ...parts);

/**
 * In a process of its own, because decorators leave their traces in the whole process. TypeORM's schema
 * builder uses its client in a way that `pg` warns of: that is not for whoever syncs to mend.
 */
function describe(name: string, owner: string, service: string): Description {
  const output = execFileSync(
    process.execPath,
    ['--no-deprecation', path.join(__dirname, 'describe.js'), name, owner, service],
    {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  return JSON.parse(output);
}

const nextMigration = (name: string) => file(name, 'src/migrations', `${Date.now()}-change.ts`);

/** Composes all subgraphs into the supergraph; what would break or leak comes back as sentences. */
async function composed(files: Map<string, string>, acceptsBreaking: boolean): Promise<string[]> {
  const schemas: SubgraphSchema[] = subgraphs.map(({ name, offset }) => ({
    name,
    url: `http://127.0.0.1:${GATEWAY_PORT + offset}/graphql`,
    sdl: files.get(file(name, 'schema.graphql'))!,
  }));
  const all = await check({ subgraphs: schemas, previous: committed() });
  const found = all.filter(({ rule }) => !(acceptsBreaking && rule === 'breaking'));
  if (found.length === 0) files.set(supergraphFile, compose(schemas).supergraphSdl);
  return found.map(({ rule, where, message }) => `${rule}: ${where}: ${message}`);
}

/** The supergraph that clients know: the committed one, or outside a repository the one on disk. */
function committed(): string | undefined {
  try {
    const file = path.relative(root, supergraphFile).replaceAll('\\', '/');
    const options = { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: 'pipe' } as const;
    return execFileSync('git', ['show', `HEAD:${file}`], options);
  } catch {
    return existsSync(supergraphFile) ? readFileSync(supergraphFile, 'utf8') : undefined;
  }
}

sync().catch(error => {
  console.error((error as Error).message);
  process.exit(1);
});
