import { anonymous } from '@ura/testkit';
import { holdBeds, house, type Stage, stage, worker } from '../testing';
import { inAWord, lastEvening } from './summary.rules';
import { summarise } from './summary.service';

describe('a country in a word', () => {
  test.each([
    [0, 'NONE'],
    [1, 'FEW'],
    [10, 'FEW'],
    [11, 'SOME'],
    [400, 'SOME'],
  ])('%i free beds are %s', (free, word) => expect(inAWord(free)).toBe(word));

  test.each([
    ['2026-11-21T18:59:59Z', '2026-11-20', '2026-11-20T19:00:00.000Z'],
    ['2026-11-21T19:00:00Z', '2026-11-21', '2026-11-21T19:00:00.000Z'],
    ['2026-07-01T18:00:00Z', '2026-07-01', '2026-07-01T18:00:00.000Z'],
    ['2026-07-01T00:30:00Z', '2026-06-30', '2026-06-30T18:00:00.000Z'],
  ])('at %s is that of %s', (now, asOf, at) => {
    expect(lastEvening('AL', new Date(now))).toEqual({ asOf, at: new Date(at) });
  });
});

describe('the public summary', () => {
  let on: Stage;
  beforeAll(async () => {
    on = await stage();
  });
  afterAll(() => on.end());

  const ask = async () =>
    (await on.client.ask(anonymous, '{ bedSummary { country free asOf } }')).data.bedSummary;

  test('P3 P57 is a word for a whole country, as of last evening, in which an arrival cannot be seen', async () => {
    await on.database.asSystem().run(summarise);
    // As if every bed had been taken: a bed more would be another word.
    await on.owner.query(`update bed_summary set free = 'NONE'`);
    const before = await ask();
    expect(before.map(({ country }: { country: string }) => country)).toEqual(['AL', 'XK']);
    for (const { country, free, asOf } of before) {
      expect(['NONE', 'FEW', 'SOME']).toContain(free);
      expect(asOf).toBe(lastEvening(country, new Date()).asOf);
    }
    const at = await house(on.owner, {
      country: 'XK',
      regionCode: 'hub:xk-district:prishtine',
      rooms: [{ beds: 26 }],
    });
    await holdBeds(on.client, worker(), at.id);
    await on.database.asSystem().run(summarise);
    expect(await ask()).toEqual(before);
  });
});
