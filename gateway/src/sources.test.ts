import { Sources } from './sources';
import { Memory } from './standing/memory';
import { askingAs, planned, says, startToy } from './standing/toy.fixture';
import { createLog } from './telemetry/log';

type Toy = Awaited<ReturnType<typeof startToy>>;
let [first, second]: Toy[] = [];
let sources: Sources;
beforeEach(async () => {
  [first, second] = [await startToy(), await startToy()];
  second.does(says({ data: { it: 'second' } }));
  sources = new Sources({
    assertionFor: async () => 'assertion',
    memory: new Memory(),
    log: createLog('silent'),
    retiredMilliseconds: 60_000,
  });
});
afterEach(async () => {
  await sources.close();
  await Promise.all([first!.stop(), second!.stop()]);
});
const ask = () => sources.send(planned(), '{}', 0, askingAs());

test('a subgraph that moved is asked where the new supergraph says, and finishes what it was asked', async () => {
  let answer = () => {};
  const asked = new Promise<void>(resolve => {
    first!.does(response => {
      answer = () => says({ data: { it: 'first' } })(response, undefined as never);
      resolve();
    });
  });
  sources.reach([{ name: 'toy', url: first!.url }]);
  const before = ask();
  await asked;
  sources.reach([{ name: 'toy', url: second!.url }]);
  expect(await ask()).toEqual({ data: { it: 'second' } });
  answer();
  expect(await before).toEqual({ data: { it: 'first' } });
});

test('one that the supergraph no longer names is still answered from, and not said to be down', async () => {
  sources.reach([{ name: 'toy', url: first!.url }]);
  sources.reach([{ name: 'other', url: second!.url }]);
  expect(await ask()).toEqual({ data: { it: 'fresh' } });
  expect([...(await sources.alive()).keys()]).toEqual(['other']);
});

test('whether they are alive is found out once a second, however many want to know', async () => {
  const real = performance.now.bind(performance);
  let passed = 0;
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => real() + passed);
  sources.reach([{ name: 'toy', url: first!.url }]);
  const answers = await Promise.all(Array.from({ length: 50 }, () => sources.alive()));
  expect(answers.every(alive => alive.get('toy'))).toBe(true);
  expect(first!.asked).toHaveLength(1);
  first!.does(says({}), 503);
  passed = 1_000;
  expect((await sources.alive()).get('toy')).toBe(false);
  expect(first!.asked).toHaveLength(2);
  clock.mockRestore();
});
