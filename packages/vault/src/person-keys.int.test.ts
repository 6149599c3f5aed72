import { newId } from '@ura/database';
import { PersonKey } from './person-key.entity';
import { PersonKeys } from './person-keys';
import { rewrap } from './rotation';
import { organisation, place, ringOf, vaultDatabase } from './testing';

const [vatra, pvpt] = [organisation(), organisation()];
const ring = ringOf([vatra, pvpt]);
let vault: Awaited<ReturnType<typeof vaultDatabase>>;

beforeAll(async () => {
  vault = await vaultDatabase(process.env.URA_TEST_POSTGRES_URL!);
});
afterAll(() => vault.close());

const sealedPerson = (whose = vatra) => vault.sealedPerson(whose, ring);
const read = (person: { personId: string; sealed: Buffer }, by = vatra) => vault.read(person, by, ring);

test('a name opens again in another request, and stands nowhere in the row', async () => {
  const person = await sealedPerson();
  expect(await read(person)).toBe('Demo Testova');
  const { wrapped } = await vault.rowOf(person.personId);
  expect(Buffer.concat([wrapped!, person.sealed]).includes('Testova')).toBe(false);
});

test('each person has a key of their own, fresh and random', async () => {
  const [ana, besa] = [await sealedPerson(), await sealedPerson()];
  await expect(read({ personId: besa.personId, sealed: ana.sealed })).rejects.toThrow('does not open');
});

test("a wrapped key that is copied into another person's row opens nothing, and spoils no list", async () => {
  const [ana, besa] = [await sealedPerson(), await sealedPerson()];
  const { wrapped } = await vault.rowOf(ana.personId);
  await vault
    .as(vatra)
    .run(manager => manager.update(PersonKey, { personId: besa.personId }, { wrapped: wrapped! }));
  await expect(read({ personId: besa.personId, sealed: ana.sealed })).rejects.toThrow('does not open');
  const keys = await vault
    .as(vatra)
    .run(manager => new PersonKeys(ring).many(manager, [besa.personId, ana.personId]));
  expect(keys.map(key => key?.constructor.name)).toEqual(['VaultFailure', 'DataKey']);
});

test('two who make a key at once get the same one', async () => {
  const personId = newId();
  const attempts = Array.from({ length: 6 }, () =>
    vault.as(vatra).run(async manager => {
      using keys = new PersonKeys(ring);
      return (await keys.make(manager, { organisationId: vatra.id, personId })).seal(place, 'Demo Testova');
    }),
  );
  for (const sealed of await Promise.all(attempts)) {
    expect(await read({ personId, sealed })).toBe('Demo Testova');
  }
});

test('P61 hidden, missing and erased keys are the same null', async () => {
  const [mine, hidden, erased] = [await sealedPerson(), await sealedPerson(pvpt), await sealedPerson()];
  await vault.destroy(erased.personId, vatra);
  const ids = [hidden.personId, mine.personId, erased.personId, newId(), mine.personId];
  const keys = await vault.as(vatra).run(manager => new PersonKeys(ring).many(manager, ids));
  expect(keys.map(key => key && 'open' in key && key.open(place, mine.sealed))).toEqual([
    null,
    'Demo Testova',
    null,
    null,
    'Demo Testova',
  ]);
});

test("another organisation's person is not begun again under one's own key", async () => {
  const { personId } = await sealedPerson(pvpt);
  const owner = { organisationId: vatra.id, personId };
  for (const database of [vault.as(vatra), vault.system]) {
    const attempt = database.run(manager => new PersonKeys(ring).make(manager, owner));
    await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
});

test('the keys of a request are put away with it', async () => {
  const person = await sealedPerson();
  const keys = new PersonKeys(ring);
  const key = await vault.as(vatra).run(manager => keys.one(manager, person.personId));
  expect(key!.open(place, person.sealed)).toBe('Demo Testova');
  keys[Symbol.dispose]();
  expect(() => key!.open(place, person.sealed)).toThrow('put away');
});

describe('P40 a destroyed key', () => {
  const destroyed = async () => {
    const person = await sealedPerson();
    await vault.destroy(person.personId, vatra);
    return person;
  };

  test('opens nothing any more, also for whom had it open in the same request', async () => {
    const person = await sealedPerson();
    const keys = new PersonKeys(ring);
    await vault.as(vatra).run(async manager => {
      const key = await keys.one(manager, person.personId);
      await keys.destroy(manager, person.personId);
      expect(() => key!.open(place, person.sealed)).toThrow('put away');
      expect(await keys.one(manager, person.personId)).toBeNull();
    });
    expect(await read(person)).toBeNull();
  });

  test('leaves a row without a key, and when it was; a second time changes nothing', async () => {
    const { personId } = await destroyed();
    const row = await vault.rowOf(personId);
    expect(row).toMatchObject({ wrapped: null, destroyedAt: expect.any(Date) });
    await vault.destroy(personId, vatra);
    expect(await vault.rowOf(personId)).toEqual(row);
  });

  test('is never made anew, handed over or wrapped again', async () => {
    const own = organisation();
    const keys = ringOf([own, pvpt]);
    const { personId } = await vault.sealedPerson(own, keys);
    await vault.destroy(personId, own);
    const owner = { organisationId: own.id, personId };
    const attempts = [
      vault.system.run(manager => new PersonKeys(keys).make(manager, owner)),
      vault.system.run(manager => new PersonKeys(keys).handOver(manager, owner, pvpt.id)),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await rewrap(vault.system, ringOf([own], [1, 2]), own.id)).toBe(0);
    expect(await vault.rowOf(personId)).toMatchObject({ wrapped: null, keyVersion: 1 });
  });

  test('is destroyed for everybody or, when the work fails, for nobody', async () => {
    const person = await sealedPerson();
    const failing = vault.as(vatra).run(async manager => {
      await new PersonKeys(ring).destroy(manager, person.personId);
      throw new Error('the lights went out');
    });
    await expect(failing).rejects.toThrow('the lights went out');
    expect(await read(person)).toBe('Demo Testova');
  });

  test('comes back with an older backup only while its version of the key is in the ring', async () => {
    const person = await sealedPerson();
    const backup = await vault.rowOf(person.personId);
    await vault.destroy(person.personId, vatra);
    await vault.as(vatra).run(manager => manager.save(PersonKey, backup));
    expect(await read(person)).toBe('Demo Testova');
    await expect(vault.read(person, vatra, ringOf([vatra], [2]))).rejects.toThrow('no version 1');
  });
});

describe('a key that is handed over', () => {
  const handedOver = (person: { personId: string; organisationId: string }) =>
    vault.system.run(manager => new PersonKeys(ring).handOver(manager, person, pvpt.id));

  test("opens with the new organisation's key, for it alone, and the data is as it was", async () => {
    const person = await sealedPerson();
    await handedOver(person);
    expect(await vault.read(person, pvpt, ringOf([pvpt]))).toBe('Demo Testova');
    expect(await read(person, vatra)).toBeNull();
  });

  test('is handed over once', async () => {
    const person = await sealedPerson();
    const results = await Promise.allSettled([handedOver(person), handedOver(person)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find(({ status }) => status === 'rejected');
    expect(refused).toMatchObject({ reason: { code: 'CONFLICT' } });
  });

  test('is not taken by an organisation that cannot see it', async () => {
    const person = await sealedPerson();
    const theft = vault.as(pvpt).run(manager => new PersonKeys(ring).handOver(manager, person, pvpt.id));
    await expect(theft).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('a row cannot be half destroyed', async () => {
  const { personId } = await sealedPerson();
  const half = vault.as(vatra).run(manager => manager.update(PersonKey, { personId }, { wrapped: null }));
  await expect(half).rejects.toThrow('person_key_destroyed');
});

test('the entity is what the tests migrate to, but for the names of constraints', async () => {
  const { up } = await vault.drift();
  expect(up.filter(sql => !/index|constraint/i.test(sql))).toEqual([]);
});
