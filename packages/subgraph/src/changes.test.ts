import { Changes } from './changes';

const [ONE, TWO] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const isPending = async (answer: Promise<unknown>) => {
  const nothing = Symbol('nothing');
  const first = Promise.race([answer, new Promise(resolve => setImmediate(resolve, nothing))]);
  return (await first) === nothing;
};

test('one thing is told at once, and then only when it changes', async () => {
  const changes = new Changes();
  const stream = changes.open().ofOne('hold', ONE);
  expect(await stream.next()).toEqual({ done: false, value: { id: ONE } });
  const next = stream.next();
  changes.heard(`hold ${TWO}`);
  changes.heard(`board ${ONE}`);
  expect(await isPending(next)).toBe(true);
  changes.heard(`hold ${ONE}`);
  expect(await next).toEqual({ done: false, value: { id: ONE } });
});

test('of all things nothing is told before it changes, and each once however often it did', async () => {
  const changes = new Changes();
  const stream = changes.open().ofAll('beds', async () => []);
  const first = stream.next();
  expect(await isPending(first)).toBe(true);
  for (let many = 0; many < 10_000; many++) changes.heard(`beds ${many % 2 ? ONE : TWO}`);
  expect((await first).value).toEqual({ id: TWO });
  expect((await stream.next()).value).toEqual({ id: ONE });
  expect(await isPending(stream.next())).toBe(true);
});

test('nothing more is read while an answer is on its way', async () => {
  const changes = new Changes();
  const stream = changes.open().ofOne('hold', ONE);
  await stream.next();
  stream.sends();
  changes.heard(`hold ${ONE}`);
  const next = stream.next();
  expect(await isPending(next)).toBe(true);
  stream.arrived();
  expect(await next).toMatchObject({ done: false });
});

test('after changes were missed everything that is followed is looked at again', async () => {
  const changes = new Changes();
  const [one, all] = [
    changes.open().ofOne('hold', ONE),
    changes.open().ofAll('beds', async () => [ONE, TWO]),
  ];
  await one.next();
  changes.missed();
  expect((await one.next()).value).toEqual({ id: ONE });
  expect([(await all.next()).value, (await all.next()).value]).toEqual([{ id: ONE }, { id: TWO }]);
  expect(await isPending(all.next())).toBe(true);
});

test('what was missed is looked for until the things can be listed', async () => {
  const changes = new Changes();
  let tries = 0;
  const everything = async () => {
    tries += 1;
    if (tries === 1) throw new Error('the database is away');
    return [ONE];
  };
  const stream = changes.open().ofAll('beds', everything);
  changes.missed();
  expect((await stream.next()).value).toEqual({ id: ONE });
  expect(tries).toBe(2);
});

test('a stream that ends says so to whoever waits, and is told nothing more', async () => {
  const changes = new Changes();
  const stream = changes.open().ofOne('hold', ONE);
  const told = [jest.spyOn(stream, 'notice'), jest.spyOn(stream, 'lookAgain')];
  await stream.next();
  const waiting = stream.next();
  stream.end();
  changes.heard(`hold ${ONE}`);
  changes.missed();
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(await stream.next()).toEqual({ done: true, value: undefined });
  // Nobody keeps it any more.
  for (const telling of told) expect(telling).not.toHaveBeenCalled();
});

test('a stream that ended before it followed anything stays ended', async () => {
  const changes = new Changes();
  const stream = changes.open();
  const lookAgain = jest.spyOn(stream, 'lookAgain');
  stream.end();
  expect(await stream.ofOne('hold', ONE).next()).toEqual({ done: true, value: undefined });
  changes.missed();
  expect(lookAgain).not.toHaveBeenCalled();
});
