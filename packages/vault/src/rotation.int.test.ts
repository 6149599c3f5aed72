import { PersonKey } from './person-key.entity';
import { rewrap, versionsInUse } from './rotation';
import { type Organisation, organisation, ringOf, vaultDatabase } from './testing';

let vault: Awaited<ReturnType<typeof vaultDatabase>>;

beforeAll(async () => {
  vault = await vaultDatabase(process.env.URA_TEST_POSTGRES_URL!);
});
afterAll(() => vault.close());

const people = (count: number, whose: Organisation) => vault.sealedPeople(count, whose, ringOf([whose]));

const inUse = async ({ id }: Organisation) =>
  (await vault.system.run(versionsInUse))
    .filter(({ organisationId }) => organisationId === id)
    .map(({ version, keys, erased }) => [version, keys, erased]);

test('every key is wrapped anew, by several copies at once, and no sealed value is touched', async () => {
  const vatra = organisation();
  const them = await people(450, vatra);
  expect(await inUse(vatra)).toEqual([[1, 450, 0]]);
  const copies = await Promise.all(
    [1, 2, 3].map(() => rewrap(vault.system, ringOf([vatra], [1, 2]), vatra.id)),
  );
  expect(copies.reduce((sum, count) => sum + count)).toBe(450);
  expect(await inUse(vatra)).toEqual([[2, 450, 0]]);
  const later = ringOf([vatra], [2]);
  for (const person of them.slice(0, 20)) expect(await vault.read(person, vatra, later)).toBe('Demo Testova');
});

test('what is interrupted keeps the batches that it finished, and is begun again', async () => {
  const vatra = organisation();
  await people(250, vatra);
  const ring = ringOf([vatra], [1, 2]);
  let batches = 0;
  const failing: Pick<typeof vault.system, 'run'> = {
    run: async work => {
      if (batches++ === 1) throw new Error('the lights went out');
      return vault.system.run(work);
    },
  };
  await expect(rewrap(failing, ring, vatra.id)).rejects.toThrow('the lights went out');
  expect(await inUse(vatra)).toEqual([
    [1, 50, 0],
    [2, 200, 0],
  ]);
  expect(await rewrap(vault.system, ring, vatra.id)).toBe(50);
  expect(await rewrap(vault.system, ring, vatra.id)).toBe(0);
  expect(await inUse(vatra)).toEqual([[2, 250, 0]]);
});

test('a key that somebody else has in hand is passed over, not waited for', async () => {
  const vatra = organisation();
  const [busy] = await people(3, vatra);
  const ring = ringOf([vatra], [1, 2]);
  await vault.system.run(async manager => {
    await manager.update(PersonKey, { personId: busy!.personId }, { keyVersion: 1 });
    expect(await rewrap(vault.system, ring, vatra.id)).toBe(2);
  });
  expect(await rewrap(vault.system, ring, vatra.id)).toBe(1);
});

test('a key that does not open is told, and does not stop the others', async () => {
  const vatra = organisation();
  const [spoilt] = await people(3, vatra);
  await vault
    .as(vatra)
    .run(manager =>
      manager.update(PersonKey, { personId: spoilt!.personId }, { wrapped: Buffer.alloc(61, 1) }),
    );
  const run = rewrap(vault.system, ringOf([vatra], [1, 2]), vatra.id);
  await expect(run).rejects.toThrow(/^1 keys of organisation .* stay under an earlier version/);
  expect(await inUse(vatra)).toEqual([
    [1, 1, 0],
    [2, 2, 0],
  ]);
});

test('no key goes back to an earlier version, so that copies with two rings do not undo each other', async () => {
  const vatra = organisation();
  const person = await vault.sealedPerson(vatra, ringOf([vatra], [1, 2]));
  expect(await rewrap(vault.system, ringOf([vatra], [1, 2], 1), vatra.id)).toBe(0);
  expect(await vault.rowOf(person.personId)).toMatchObject({ keyVersion: 2 });
});

test('P40 an operator is told under which versions erased people were, until those are destroyed', async () => {
  const vatra = organisation();
  const [erased] = await people(3, vatra);
  await vault.destroy(erased!.personId, vatra);
  await rewrap(vault.system, ringOf([vatra], [1, 2]), vatra.id);
  expect(await inUse(vatra)).toEqual([
    [1, 0, 1],
    [2, 2, 0],
  ]);
});

test("one organisation's rotation leaves the others as they are", async () => {
  const [vatra, pvpt] = [organisation(), organisation()];
  await people(2, vatra);
  await people(2, pvpt);
  await rewrap(vault.system, ringOf([vatra, pvpt], [1, 2]), vatra.id);
  expect(await inUse(pvpt)).toEqual([[1, 2, 0]]);
});

test('without a key for the organisation nothing is begun', async () => {
  const vatra = organisation();
  const run = rewrap(vault.system, ringOf([organisation()]), vatra.id);
  await expect(run).rejects.toThrow('The key ring has no wrapping key');
});
