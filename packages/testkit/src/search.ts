import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { DataSource } from 'typeorm';

/** A text in the encodings in which it could have been written down. */
const encodings = (text: string): string[] => {
  const bytes = Buffer.from(text);
  // Base64 has a text in one of three ways, by where it begins; what hangs over at both ends is left out.
  const base64 = [0, 1, 2].map(at =>
    Buffer.concat([Buffer.alloc(at), bytes])
      .toString('base64')
      .slice(at === 0 ? 0 : 4, -4),
  );
  return [
    text,
    bytes.toString('hex'),
    ...base64,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
  ];
};

/** A database, asked as its owner. */
interface Asked {
  // biome-ignore lint/suspicious/noExplicitAny: rows of any table
  query(text: string): Promise<any>;
}

/** The tables, of all schemas, in which one of these texts stands in any encoding. */
export const tablesWith = async (owner: Asked, ...texts: readonly string[]): Promise<string[]> => {
  const wanted = texts.flatMap(encodings).map(text => text.toLowerCase());
  const tables: { schema: string; name: string }[] = await owner.query(
    `select nspname as schema, relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where relkind in ('r', 'm') and nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  );
  const found: string[] = [];
  for (const { schema, name } of tables) {
    const rows: { text: string }[] = await owner.query(
      `select to_jsonb(stored)::text as text from "${schema}"."${name}" as stored`,
    );
    if (rows.some(({ text }) => wanted.some(each => text.toLowerCase().includes(each)))) found.push(name);
  }
  return found;
};

/** The files of a server, asked as its superuser, in which one of these texts stands: tables, indexes, its log of changes, and its log beside them. */
export const filesWith = async (server: string, ...texts: readonly string[]): Promise<string[]> => {
  const source = await new DataSource({ type: 'postgres', url: server }).initialize();
  try {
    await source.query('checkpoint');
    const [{ data_directory: folder }] = await source.query('show data_directory');
    return filesBelow(path.dirname(folder), ...texts);
  } finally {
    await source.destroy();
  }
};

/** The files of a folder, and of those in it, in which one of these texts stands. */
export const filesBelow = (folder: string, ...texts: readonly string[]): string[] => {
  const wanted = texts.flatMap(text => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
  return filesIn(folder).filter(file => {
    const bytes = contentOf(file);
    return bytes && wanted.some(each => bytes.includes(each));
  });
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name));

/** Nothing for a file that has gone in the meantime, as temporary ones do. */
const contentOf = (file: string): Buffer | undefined => {
  try {
    return statSync(file).size > 0 ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
};
