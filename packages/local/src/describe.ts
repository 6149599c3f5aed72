import { drift, migrate } from '@ura/database';
import { buildFederatedSchema, privacyLedger, type Subgraph } from '@ura/subgraph';

/** What follows from one subgraph's code. */
export interface Description {
  readonly sdl: string;
  readonly privacy: string;
  /** The migration that its entities still lack, as a file; none when all is well. */
  readonly migration?: string;
}

const describe = async (subgraph: Subgraph, owner: string, service: string): Promise<Description> => {
  const { schema, sdl } = await buildFederatedSchema(subgraph);
  const options = { url: owner, entities: [...subgraph.entities], migrations: subgraph.migrations };
  await migrate({ ...options, serviceRole: new URL(service).username });
  const { up, down } = await drift(options);
  const privacy = privacyLedger(subgraph.name, schema);
  return { sdl, privacy, ...(up.length > 0 && { migration: migrationFile(up, down) }) };
};

const migrationFile = (up: string[], down: string[]): string => {
  const list = (statements: string[]) =>
    statements.map(statement => `    await runner.query(${JSON.stringify(statement)});`).join('\n');
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Change${Date.now()} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
${list(up)}
  }

  async down(runner: QueryRunner): Promise<void> {
${list(down)}
  }
}
`;
};

const [name = '', owner = '', service = ''] = process.argv.slice(2);
const exported = Object.values(require(`@ura/${name}/subgraph`) as Record<string, Subgraph>);
const subgraph = exported.find(candidate => candidate.name === name);
if (!subgraph) throw new Error(`The subgraph ${name} exports no manifest with this name.`);
describe(subgraph, owner, service).then(
  description => process.stdout.write(JSON.stringify(description)),
  error => {
    console.error(error);
    process.exit(1);
  },
);
