import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDatabase, drift, ensureDatabase, migrate, newId } from '@ura/database';
import { keyRing, newKey } from './key-ring';
import type { KeyService } from './key-service';
import { PersonKey } from './person-key.entity';
import { PersonKeys } from './person-keys';

const MIGRATION = `
const mine = "organisation_id = (select nullif(current_setting('ura.organisation_id', true), '')::uuid) or current_setting('ura.system', true) = 'on'";
class PersonKeys1700000000001 {
  async up(runner) {
    await runner.query('create table person_key (person_id uuid not null, organisation_id uuid not null, key_version integer not null, wrapped bytea, destroyed_at timestamptz, constraint person_key_destroyed check ((wrapped is null) = (destroyed_at is not null)), constraint "PK_person_key" primary key (person_id))');
    await runner.query('create index person_key_version on person_key (organisation_id, key_version)');
    await runner.query('alter table person_key enable row level security; alter table person_key force row level security');
    await runner.query('create policy mine on person_key using (' + mine + ') with check (' + mine + ')');
  }
  async down() {}
}
module.exports = { PersonKeys1700000000001 };
`;

export const place = { table: 'survivor', row: 'r', column: 'given_name' };

/** An organisation with a key in three versions. */
export const organisation = () => ({
  id: newId(),
  wrapping: [newKey(), newKey(), newKey()],
  index: newKey(),
});
export type Organisation = ReturnType<typeof organisation>;

/** A ring with the keys of organisations in some of their versions, the last of them current. */
export const ringOf = (
  organisations: readonly Organisation[],
  versions: readonly number[] = [1],
  current = versions.at(-1),
): KeyService =>
  keyRing(
    JSON.stringify({
      organisations: Object.fromEntries(
        organisations.map(({ id, wrapping, index }) => [
          id,
          {
            wrapping: { current, versions: Object.fromEntries(versions.map(at => [at, wrapping[at - 1]])) },
            index: { current: 1, versions: { 1: index } },
          },
        ]),
      ),
    }),
  );

/** A database with the table of keys, held by row-level security, and what tests do with it. */
export const vaultDatabase = async (postgres: string) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ura-vault-'));
  mkdirSync(path.join(folder, 'migrations'));
  writeFileSync(path.join(folder, 'migrations', '1-person-keys.js'), MIGRATION);
  const files = { entities: [PersonKey], migrations: path.join(folder, 'migrations') };
  const urls = await ensureDatabase(postgres, `vault-${newId()}`, 'test');
  await migrate({ ...files, url: urls.owner, serviceRole: new URL(urls.service).username });
  const database = await createDatabase({ ...files, url: urls.service });
  const as = ({ id }: Organisation) => database.as({ id: newId(), organisationId: id, roles: [] });
  const sealedPeople = (count: number, whose: Organisation, service: KeyService) =>
    as(whose).run(async manager => {
      using keys = new PersonKeys(service);
      const people: { organisationId: string; personId: string; sealed: Buffer }[] = [];
      while (people.length < count) {
        const owner = { organisationId: whose.id, personId: newId() };
        const key = await keys.make(manager, owner);
        people.push({ ...owner, sealed: key.seal(place, 'Demo Testova') });
      }
      return people;
    });
  return {
    as,
    system: database.asSystem(),
    drift: () => drift({ ...files, url: urls.owner }),
    rowOf: (personId: string) =>
      database.asSystem().run(manager => manager.findOneByOrFail(PersonKey, { personId })),
    /** New people of an organisation, with names that are sealed. */
    sealedPeople,
    sealedPerson: async (whose: Organisation, service: KeyService) =>
      (await sealedPeople(1, whose, service))[0]!,
    read: (person: { personId: string; sealed: Buffer }, by: Organisation, service: KeyService) =>
      as(by).run(async manager => {
        using keys = new PersonKeys(service);
        return (await keys.one(manager, person.personId))?.open(place, person.sealed) ?? null;
      }),
    destroy: (personId: string, by: Organisation) =>
      as(by).run(manager => new PersonKeys(ringOf([by])).destroy(manager, personId)),
    close: async () => {
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
};
