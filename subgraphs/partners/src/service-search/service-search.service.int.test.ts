import { newId } from '@ura/database';
import { type Answer, anonymous } from '@ura/testkit';
import type { Page } from '@ura/vocabulary';
import { DateTime } from 'luxon';
import { weekdays } from '../opening-hours/opening-hours.rules';
import { type Directory, openDirectory, refusal } from '../testing';

let directory: Directory;
beforeAll(async () => {
  directory = await openDirectory();
});
afterAll(() => directory.close());

const QUERY = `query ($search: ServiceSearch, $first: Int! = 100, $after: String) {
  services(search: $search, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { id distanceKm openNow status } } } }`;

interface Node {
  readonly id: string;
  readonly distanceKm: number | null;
  readonly openNow: boolean;
}

const find = async (search: object): Promise<Node[]> => {
  const { data, errors } = await directory.ask(anonymous, QUERY, { search });
  expect(errors).toBeUndefined();
  return data.services.edges.map(({ node }: { node: Node }) => node);
};
const idsOf = async (search: object) => new Set((await find(search)).map(({ id }) => id));
const refused = async (search: object, page: object = {}) =>
  refusal(await directory.ask(anonymous, QUERY, { search, ...page }));

describe('by words', () => {
  test.each([
    ['Vlorë', 'Vlora', 'Vlore'],
    ['Dibër', 'Dibra', 'Diber'],
    ['Lezhë', 'Lezha', 'Lezhe'],
    ['Durrës', 'Durres', 'Durrësi'],
    ['qendër', 'qender', 'qendra'],
  ])('%s, %s and %s find the same', async (...spellings) => {
    const [first, ...others] = await Promise.all(spellings.map(text => idsOf({ text })));
    expect(first!.size).toBeGreaterThan(0);
    for (const other of others) expect(other).toEqual(first);
  });

  test('several words must all match', async () => {
    const word = `zog${newId().slice(0, 4)}`;
    const both = await directory.service({ name: { sq: `${word} pranverë` } });
    const one = await directory.service({ name: { sq: word } });
    expect(await idsOf({ text: word })).toEqual(new Set([both.id, one.id]));
    expect(await idsOf({ text: `pranvera ${word.toUpperCase()}` })).toEqual(new Set([both.id]));
  });

  test.each(['😀', "'; drop table service; --", '%', '_', '\\', 'Vlora%drop'])(
    '%p is text, and finds nothing',
    async text => {
      expect(await find({ text })).toEqual([]);
    },
  );

  test('text without a word in it, but with nothing at all, finds everything', async () => {
    expect((await find({ text: ' ' })).length).toBeGreaterThan(0);
  });
});

describe('by place', () => {
  test('a service covers what it names and all that lies in it, and nothing around it', async () => {
    const { id: organisationId } = await directory.organisation();
    const country = await directory.service({ organisationId }, ['AL']);
    const region = await directory.service({ organisationId }, ['AL-12']);
    const town = await directory.service({ organisationId }, ['hub:al-municipality:sarande']);
    const found = (placeCode: string) => idsOf({ organisationId, placeCode });
    expect(await found('AL')).toEqual(new Set([country.id]));
    expect(await found('AL-12')).toEqual(new Set([country.id, region.id]));
    expect(await found('hub:al-municipality:vlore')).toEqual(new Set([country.id, region.id]));
    expect(await found('hub:al-municipality:sarande')).toEqual(new Set([country.id, region.id, town.id]));
    expect(await found('AL-09')).toEqual(new Set([country.id]));
    expect(await found('XK')).toEqual(new Set());
  });
});

describe('by what it is and whom it is for', () => {
  test('by type, category, language and organisation', async () => {
    const { id: organisationId } = await directory.organisation();
    const legal = await directory.service({ organisationId, typeCode: 'VS06', languages: ['sq', 'sr'] });
    const health = await directory.service({ organisationId, typeCode: 'VS05' });
    expect(await idsOf({ organisationId })).toEqual(new Set([legal.id, health.id]));
    expect(await idsOf({ organisationId, typeCodes: ['VS06'] })).toEqual(new Set([legal.id]));
    expect(await idsOf({ organisationId, categories: ['HEALTH'] })).toEqual(new Set([health.id]));
    expect(await idsOf({ organisationId, language: 'sr' })).toEqual(new Set([legal.id]));
    expect(await idsOf({ organisationId, language: 'de' })).toEqual(new Set());
  });

  test('services that have ended or are not offered are not found', async () => {
    const { id: organisationId } = await directory.organisation();
    const closed = await directory.service({ organisationId, status: 'TEMPORARILY_CLOSED' });
    await directory.service({ organisationId, status: 'INACTIVE' });
    await directory.service({ organisationId, status: 'DEFUNCT' });
    expect(await idsOf({ organisationId })).toEqual(new Set([closed.id]));
  });

  test.each([
    [{ age: 17 }, true],
    [{ age: 18 }, false],
    [{ age: 5 }, false],
    [{ sex: 'FEMALE' }, true],
    [{ sex: 'MALE' }, false],
    [{ risk: 'LOW' }, true],
    [{ risk: 'HIGH' }, false],
    [{ risk: 'NOT_ASSESSED' }, false],
    [{ situation: 'TRAFFICKING' }, true],
    [{ situation: 'DOMESTIC_VIOLENCE' }, false],
    [{ age: 10, sex: 'FEMALE', risk: 'LOW', situation: 'TRAFFICKING' }, true],
    [{}, true],
  ])('a service with every limit, for %p: %p', async (person, fits) => {
    const { id: organisationId } = await directory.organisation();
    const open = await directory.service({ organisationId });
    const limited = await directory.service({
      organisationId,
      eligibility: {
        sexes: ['FEMALE'],
        minimumAge: 6,
        maximumAge: 17,
        risks: ['LOW', 'MEDIUM'],
        situations: ['TRAFFICKING'],
      },
    });
    expect(await idsOf({ organisationId, for: person })).toEqual(
      new Set(fits ? [open.id, limited.id] : [open.id]),
    );
  });
});

describe('open now', () => {
  test('the search and the field agree', async () => {
    const { id: organisationId } = await directory.organisation();
    const local = DateTime.now().setZone('Europe/Tirane');
    const [today, yesterday] = [weekdays[local.weekday - 1]!, weekdays[(local.weekday + 5) % 7]!];
    const schedules = {
      always: [{ days: [...weekdays], opens: '00:00', closes: '24:00' }],
      otherDays: [
        { days: weekdays.filter(day => day !== today && day !== yesterday), opens: '00:00', closes: '24:00' },
      ],
      sinceLastNight: [{ days: [yesterday], opens: '23:59', closes: '23:58' }],
      never: [],
    };
    for (const schedule of Object.values(schedules)) await directory.service({ organisationId, schedule });
    await directory.service({ organisationId, schedule: schedules.always, status: 'TEMPORARILY_CLOSED' });
    const all = await find({ organisationId });
    const open = all.filter(({ openNow }) => openNow).map(({ id }) => id);
    expect(open.length).toBeGreaterThan(0);
    expect(await idsOf({ organisationId, openNow: true })).toEqual(new Set(open));
    expect((await find({ organisationId, openNow: false })).length).toBe(all.length - open.length);
  });
});

describe('nearest first', () => {
  const near = { latitude: 40.4667, longitude: 19.4897 };

  test('pages hold everything once, in order, whatever ties there are', async () => {
    const { id: organisationId } = await directory.organisation();
    for (const code of ['AL-12', 'AL-12', 'AL-12', 'AL-09', 'XK', 'hub:al-municipality:vlore', 'AL-01']) {
      await directory.service({ organisationId }, [code]);
    }
    const whole = await find({ organisationId, near });
    expect(whole).toHaveLength(7);
    const distances = whole.map(({ distanceKm }) => distanceKm);
    expect(distances).toEqual([...distances].sort((a, b) => a! - b!));
    const paged: string[] = [];
    const page = async (after?: string | null): Promise<void> => {
      const variables = { search: { organisationId, near }, first: 2, after };
      const { data }: Answer<{ services: Page<Node> }> = await directory.ask(anonymous, QUERY, variables);
      const { edges, pageInfo, totalCount } = data!.services;
      expect(totalCount).toBe(7);
      paged.push(...edges.map(({ node }) => node.id));
      if (pageInfo.hasNextPage) await page(pageInfo.endCursor);
    };
    await page();
    expect(paged).toEqual(whole.map(({ id }) => id));
  });

  test('the distance is the great circle’s', async () => {
    const { id: organisationId } = await directory.organisation();
    const location = await directory.location({ latitude: 41.3275, longitude: 19.8187 }, 'AL-11');
    await directory.service({ organisationId, locationId: location.id }, ['AL-11']);
    const [found] = await find({ organisationId, near });
    expect(found!.distanceKm).toBeCloseTo(99.7, 0);
  });

  test('without `near` there is no distance', async () => {
    const [first] = await find({});
    expect(first!.distanceKm).toBeNull();
  });
});

describe('what is wrong is INVALID, with the field', () => {
  test.each([
    ['an unknown place', { placeCode: 'AL-99' }, 'INVALID search.placeCode'],
    ['an unknown type', { typeCodes: ['VS99'] }, 'INVALID search.typeCodes'],
    ['an id that is none', { organisationId: 'vatra' }, 'INVALID search.organisationId'],
    ['a language that is none', { language: 'Albanian' }, 'INVALID search.language'],
    ['a latitude off the earth', { near: { latitude: 91, longitude: 0 } }, 'INVALID search.near.latitude'],
    ['an age below nought', { for: { age: -1 } }, 'INVALID search.for.age'],
    ['a megabyte', { text: 'a'.repeat(1_000_000) }, 'INVALID search.text'],
    ['a megabyte of a code', { placeCode: 'a'.repeat(1_000_000) }, 'INVALID search.placeCode'],
  ])('%s', async (_, search, expected) => {
    expect(await refused(search)).toBe(expected);
  });

  const cursor = (...key: unknown[]) => Buffer.from(JSON.stringify(key)).toString('base64url');
  test.each([
    ['nothing', { first: 0 }, 'INVALID first'],
    ['too many', { first: 101 }, 'INVALID first'],
    ['no cursor', { after: 'x' }, 'INVALID after'],
    ['a cursor of another list', { after: cursor('vatra') }, 'INVALID after'],
    ['a cursor with SQL in it', { after: cursor("'; drop table service", newId()) }, 'INVALID after'],
    ['a cursor with an id that is none', { after: cursor('VS01', 'x') }, 'INVALID after'],
    ['a cursor with a nought byte', { after: cursor('\u0000', newId()) }, 'INVALID after'],
  ])('%s', async (_, page, expected) => {
    expect(await refused({}, page)).toBe(expected);
  });

  test('nothing of it reached the log', () => {
    expect(directory.log).toEqual([]);
  });
});
