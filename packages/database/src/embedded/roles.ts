import { createHmac } from 'node:crypto';
import { Client } from 'pg';

/** The two URLs of one subgraph's database: its owner migrates, its service asks and writes. */
export interface DatabaseUrls {
  readonly owner: string;
  readonly service: string;
}

/**
 * Makes sure that a subgraph's database is there, with an owner and with a service role that owns
 * nothing and is held by row-level security, and nobody else may connect. Each role has a password of
 * its own, made from the secret. Again and again changes nothing.
 */
export const ensureDatabase = async (
  superuserUrl: string,
  name: string,
  secret: string,
): Promise<DatabaseUrls> => {
  const database = name.replaceAll('-', '_');
  const [owner, service] = [`${database}_owner`, `${database}_service`];
  const passwordOf = (role: string) => createHmac('sha256', secret).update(role).digest('hex');
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const role of [owner, service]) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
      const verb = rowCount ? 'alter' : 'create';
      await client.query(
        `${verb} role ${client.escapeIdentifier(role)} login nosuperuser nobypassrls nocreatedb nocreaterole password ${client.escapeLiteral(passwordOf(role))}`,
      );
    }
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (!rowCount) {
      await client.query(
        `create database ${client.escapeIdentifier(database)} owner ${client.escapeIdentifier(owner)}`,
      );
    }
    await client.query(
      `revoke connect on database ${client.escapeIdentifier(database)} from public;
       grant connect on database ${client.escapeIdentifier(database)} to ${client.escapeIdentifier(service)}`,
    );
  } finally {
    await client.end();
  }
  const url = (role: string) => {
    const result = new URL(superuserUrl);
    Object.assign(result, { username: role, password: passwordOf(role), pathname: `/${database}` });
    return result.toString();
  };
  return { owner: url(owner), service: url(service) };
};
