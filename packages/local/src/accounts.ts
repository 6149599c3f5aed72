import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { firstData } from './places';

interface Account {
  readonly account: string;
  readonly organisationSlug: string;
  readonly roles: readonly string[];
}

const read = <T>(name: string): T => JSON.parse(readFileSync(path.join(firstData, name), 'utf8'));

/** Writes the demonstration accounts for the issuer, and says for which organisations it speaks. */
export const writeAccounts = (folder: string): { file: string; organisationIds: string[] } => {
  const organisations = new Map(
    read<{ id: string; slug: string }[]>('organisations.json').map(({ id, slug }) => [slug, id]),
  );
  const accounts = read<Account[]>('accounts.json').map(({ organisationSlug, ...account }) => ({
    ...account,
    organisation: organisationSlug,
    organisationId: organisations.get(organisationSlug)!,
  }));
  const file = path.join(folder, 'accounts.json');
  writeFileSync(file, JSON.stringify(accounts, null, 2));
  return { file, organisationIds: [...new Set(accounts.map(({ organisationId }) => organisationId))] };
};
