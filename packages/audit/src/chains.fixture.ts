import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type Context,
  createDatabase,
  type Database,
  dataSource,
  ensureDatabase,
  migrate,
  newId,
} from '@ura/database';
import type { DataSource } from 'typeorm';
import { type Anchor, anchor } from './anchor';
import { type AuditEntry, record } from './entry';

/** A database that has chains, and nothing else. */
export interface Chains {
  readonly database: Database;
  /** As the owner of the tables connects. */
  readonly owner: DataSource;
  readonly options: { url: string; entities: []; migrations: string; serviceRole: string };
  /** A path for a file of anchors that is not there yet. */
  newFile(): string;
  close(): Promise<void>;
}

export const chains = async (postgresUrl: string, poolSize = 10): Promise<Chains> => {
  const urls = await ensureDatabase(postgresUrl, `audit-${newId()}`, 'test');
  const files = { entities: [] as [], migrations: path.join(__dirname, 'fixture') };
  const options = { ...files, url: urls.owner, serviceRole: new URL(urls.service).username };
  await migrate(options);
  const database = await createDatabase({ ...files, url: urls.service, poolSize });
  const owner = await dataSource({ ...files, url: urls.owner, poolSize: 2 }).initialize();
  const folder = mkdtempSync(path.join(tmpdir(), 'ura-audit-'));
  return {
    database,
    owner,
    options,
    newFile: () => path.join(folder, newId(), 'anchors.jsonl'),
    close: async () => {
      await database.close();
      await owner.destroy();
      rmSync(folder, { recursive: true });
    },
  };
};

export const viewer = (organisationId = newId()): Context & { id: string; organisationId: string } => ({
  id: newId(),
  organisationId,
  roles: [],
});

export const reading = (organisationId: string, subjectId = newId()): AuditEntry => ({
  organisationId,
  action: 'READ',
  subjectId,
  parts: ['HEALTH', 'LEGAL'],
});

/** Adds so many lines to a chain, one transaction each. */
export const grow = async (database: Database, organisationId: string, lines: number): Promise<void> => {
  const who = viewer(organisationId);
  for (let line = 0; line < lines; line += 1)
    await database.as(who).run(manager => record(manager, [reading(organisationId)]));
};

/** As if the last anchor of the file were so old that the next is due. */
export const anchorNow = async (database: Database, file: string): Promise<Anchor> => {
  const longAgo = Date.now() / 1_000 - 55 * 60 - 1;
  if (existsSync(file)) utimesSync(file, longAgo, longAgo);
  return (await anchor(database, file))!;
};
