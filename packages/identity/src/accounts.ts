import { readFile } from 'node:fs/promises';
import { type Role, roles as vocabulary } from '@ura/access';
import { CannotStart } from './cannot-start';

/** Somebody to sign in as while trying things. It belongs to no person and has no password. */
export interface Account {
  readonly id: string;
  /** What a developer types: `mobile-unit@vatra`. */
  readonly account: string;
  readonly organisationId: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  /** Written out in the file, so that a list of real people is not taken for one of demonstrations. */
  readonly demonstration: true;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
// The sign-in page prints names as they are: keep this to characters that mean nothing in HTML.
const NAME = /^[a-z0-9-]+@[a-z0-9-]+$/;

/** Reads the accounts from a JSON file. Throws CannotStart with everything that is wrong, at once. */
export const readAccounts = async (file: string): Promise<Account[]> => {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new CannotStart(`The file of accounts ${file} ${reason}.`, { cause });
  }
  return checkedAccounts(content);
};

/** The same value, once it is known to be a list of demonstration accounts. */
export const checkedAccounts = (content: unknown): Account[] => {
  if (!Array.isArray(content) || content.length === 0) {
    throw new CannotStart('The accounts are not a list with at least one account.');
  }
  const problems = content.flatMap((entry, index) =>
    problemsOf(entry).map(problem => `  accounts[${index}].${problem}`),
  );
  for (const key of ['id', 'account'] as const) {
    const values = content.map(entry => entry?.[key]);
    values.forEach((value, index) => {
      if (values.indexOf(value) < index) problems.push(`  accounts[${index}].${key}: is there twice`);
    });
  }
  if (problems.length > 0) throw new CannotStart(['The accounts are not right:', ...problems].join('\n'));
  return content as Account[];
};

function problemsOf(entry: unknown): string[] {
  const { id, account, organisationId, organisation, roles, demonstration } = (entry ?? {}) as Record<
    string,
    unknown
  >;
  const known = (role: unknown) => vocabulary.includes(role as Role);
  return Object.entries({
    'id: is not a UUID': matches(UUID, id),
    'account: is not like mobile-unit@vatra': matches(NAME, account),
    'organisationId: is not a UUID': matches(UUID, organisationId),
    'organisation: is not a name': typeof organisation === 'string' && organisation !== '',
    'roles: are not roles of the hub': Array.isArray(roles) && roles.length > 0 && roles.every(known),
    'demonstration: is not true': demonstration === true,
  }).flatMap(([problem, isRight]) => (isRight ? [] : [problem]));
}

const matches = (pattern: RegExp, value: unknown) => typeof value === 'string' && pattern.test(value);
