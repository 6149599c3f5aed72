import type { QueryRunner } from 'typeorm';

// Who asks, from the transaction's own settings. In parentheses, so that it is read once a statement.
export const ORGANISATION = `(select nullif(current_setting('ura.organisation_id', true), '')::uuid)`;
export const VIEWER = `(select nullif(current_setting('ura.viewer_id', true), '')::uuid)`;
export const ROLES = `(select string_to_array(coalesce(current_setting('ura.roles', true), ''), ','))`;
export const SYSTEM = `(select coalesce(current_setting('ura.system', true), '') = 'on')`;

/** The day it is in Albania and in Kosovo, whose clocks agree. */
export const TODAY = `(now() at time zone 'Europe/Tirane')::date`;

export const role = (...roles: readonly string[]): string =>
  `${ROLES} && array[${roles.map(name => `'${name}'`).join(', ')}]`;

/** The parts of a case that are open to who asks, in a table with `case_id`. */
export const opens = (...parts: readonly string[]): string =>
  `case_parts(case_id) && array[${parts.map(part => `'${part}'`).join(', ')}]`;

/** The parts of a case on which who asks may work, in a table with `case_id`. */
export const works = (...parts: readonly string[]): string =>
  `case_work(case_id) && array[${parts.map(part => `'${part}'`).join(', ')}]`;

const RECEIVER = role(
  'CASE_MANAGER',
  'SUPERVISOR',
  'SHELTER_STAFF',
  'SHELTER_MANAGER',
  'SPECIALIST',
  'PSYCHOLOGIST',
  'LAWYER',
);
const NAMES_VIEWER = `(recipient_people = '{}' or ${VIEWER} = any(recipient_people)) and not ${VIEWER} = any(except_people)`;
/** What another organisation sent to who asks, by name or to all of it. It stays theirs when it has ended. */
export const RECEIVED = `(to_organisation_id = ${ORGANISATION} and ${RECEIVER} and ${NAMES_VIEWER})`;

/** A consent that holds. */
export const EFFECTIVE = `consent.granted_on <= ${TODAY} and consent.valid_to >= ${TODAY} and consent.withdrawn_at is null
  and consent.refused_at is null and consent.superseded_at is null`;

/** Who reads the rows of a table, and who adds, changes and removes them; nobody, where nothing is said. */
export interface Policy {
  readonly read: string;
  readonly add?: string;
  readonly change?: string;
  readonly remove?: string;
}

/** Holds tables by row-level security, their owner included; the hub's own chores pass. */
export const secure = async (runner: QueryRunner, tables: Readonly<Record<string, Policy>>): Promise<void> => {
  for (const [table, { read, add = 'false', change = 'false', remove = 'false' }] of Object.entries(tables)) {
    await runner.query(`
      alter table "${table}" enable row level security;
      alter table "${table}" force row level security;
      create policy owner on "${table}" to current_user using (true) with check (true);
      create policy system on "${table}" using (${SYSTEM}) with check (${SYSTEM});
      create policy reading on "${table}" for select using (${read});
      create policy adding on "${table}" for insert with check (${add});
      create policy changing on "${table}" for update using (${change}) with check (${change});
      create policy removing on "${table}" for delete using (${remove});
    `);
  }
};

/** Takes back what `secure` did. */
export const unsecure = async (runner: QueryRunner, tables: Readonly<Record<string, unknown>>): Promise<void> => {
  for (const table of Object.keys(tables)) {
    for (const policy of ['owner', 'system', 'reading', 'adding', 'changing', 'removing']) {
      await runner.query(`drop policy ${policy} on "${table}"`);
    }
    await runner.query(`alter table "${table}" no force row level security`);
    await runner.query(`alter table "${table}" disable row level security`);
  }
};
