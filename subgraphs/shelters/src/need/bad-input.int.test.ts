import { roles } from '@ura/access';
import { newId } from '@ura/database';
import { colleagueOf } from '@ura/testkit';
import { codeOf, fieldOf, holdBeds, house, mutate, need, type Stage, stage, worker } from '../testing';

let on: Stage;
let shelterId: string;
beforeAll(async () => {
  on = await stage();
  shelterId = (await house(on.owner)).id;
});
afterAll(() => on.end());

const woman = { sex: 'FEMALE', ageBand: 'AGE_25_59' };
const past = new Date(Date.now() - 3_600_000).toISOString();
const SQL = "'; drop table claim; --";

describe('a need that cannot be', () => {
  test.each<[string, object, string]>([
    ['nobody', { people: [] }, 'people'],
    ['thirteen people', { people: Array(13).fill(woman) }, 'people'],
    ['an age below 0', { people: [{ ...woman, ageBand: 'AGE_0_5', age: -1 }] }, 'people.0.age'],
    ['an age of 18', { people: [woman, { ...woman, ageBand: 'AGE_12_17', age: 18 }] }, 'people.1.age'],
    ['an age outside its band', { people: [{ ...woman, ageBand: 'AGE_12_17', age: 5 }] }, 'people.0.age'],
    ['an age for an adult', { people: [{ ...woman, age: 17 }] }, 'people.0.age'],
    ['a grown woman in a cot', { people: [{ ...woman, cot: true }] }, 'people.0.cot'],
    ['a place that nobody knows', { regionCode: 'AL-99' }, 'regionCode'],
    ['a region of the other country', { country: 'XK', regionCode: 'AL-12' }, 'regionCode'],
    ['a place of a megabyte', { regionCode: 'x'.repeat(1_000_000) }, 'regionCode'],
    ['an emoji for a place', { regionCode: '🏠' }, 'regionCode'],
    ['a fragment of SQL for a place', { regionCode: SQL }, 'regionCode'],
    ['an unknown place to avoid', { avoidPlaceCodes: ['AL-12', SQL] }, 'avoidPlaceCodes.1'],
    ['a megabyte to avoid', { avoidPlaceCodes: ['x'.repeat(1_000_000)] }, 'avoidPlaceCodes'],
    ['a hundred places to avoid', { avoidPlaceCodes: Array(100).fill('AL-12') }, 'avoidPlaceCodes'],
    ['a language in words', { languages: ['Albanian'] }, 'languages'],
    ['an emoji for a language', { languages: ['🇦🇱'] }, 'languages'],
    ['a time that is past', { from: past }, 'from'],
    ['a time in ten years', { from: '2040-01-01T00:00:00Z' }, 'from'],
    ['no nights', { nights: 0 }, 'nights'],
    ['too many nights', { nights: 100_000 }, 'nights'],
    ['a reference that is none', { caseRef: SQL }, 'caseRef'],
    ['a reference from a mobile unit', { caseRef: newId() }, 'caseRef'],
  ])('with %s is INVALID, with the field, and nothing is written', async (_what, wrong, field) => {
    const found = await on.client.ask(
      worker(),
      'query ($need: BedNeed!) { findBeds(need: $need) { verdict } }',
      {
        need: need(wrong),
      },
    );
    expect([codeOf(found), fieldOf(found)]).toEqual(['INVALID', `need.${field}`]);
    const held = await holdBeds(on.client, worker(), shelterId, { need: need(wrong) });
    expect([codeOf(held), fieldOf(held)]).toEqual(['INVALID', `input.need.${field}`]);
    expect(await on.owner.query('select from claim where shelter_id = $1', [shelterId])).toHaveLength(0);
    expect(await on.owner.query('select from bed_hold where shelter_id = $1', [shelterId])).toHaveLength(0);
  });

  test('tells nothing of what was sent', async () => {
    const answer = await holdBeds(on.client, worker(), shelterId, {
      need: need({ regionCode: 'Secret Village' }),
    });
    expect(JSON.stringify(answer)).not.toContain('Secret');
  });
});

describe('a hold that cannot be', () => {
  test.each<[string, object, string]>([
    ['of 14 minutes', { minutes: 14 }, 'input.minutes'],
    ['of 241 minutes', { minutes: 241 }, 'input.minutes'],
    ['at no id', { shelterId: SQL }, 'input.shelterId'],
    ['on behalf of no id', { onBehalfOfId: '🏥' }, 'input.onBehalfOfId'],
  ])('%s is INVALID, with the field', async (_what, wrong, field) => {
    const answer = await holdBeds(on.client, worker(), shelterId, wrong);
    expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
    expect(await on.owner.query('select from bed_hold where shelter_id = $1', [shelterId])).toHaveLength(0);
  });

  test('at a shelter that is not there is NOT_FOUND', async () => {
    expect(codeOf(await holdBeds(on.client, worker(), newId()))).toBe('NOT_FOUND');
  });

  test('with words for a need is refused before anything is looked at', async () => {
    const answer = await holdBeds(on.client, worker(), shelterId, { need: { ...need(), notes: 'her name' } });
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors).toHaveLength(1);
  });

  test('when expected in the past is INVALID for the shelter', async () => {
    const { id, staff } = await house(on.owner);
    const { data } = await holdBeds(on.client, worker(), id);
    const answer = await mutate(on.client, staff, 'confirmHold', {
      holdId: data.holdBeds.id,
      arriveBy: past,
    });
    expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', 'input.arriveBy']);
  });
});

const id = newId();
const idempotencyKey = newId();
const future = '2040-01-01T00:00:00Z';
const room = (label: string, ...beds: string[]) => ({ rooms: [{ label, beds }], idempotencyKey });

describe('a change that cannot be', () => {
  test.each<[string, object, string]>([
    ['extendHold', { holdId: SQL, minutes: 15 }, 'holdId'],
    ['extendHold', { holdId: id, minutes: 14 }, 'minutes'],
    ['releaseHold', { holdId: '🏠' }, 'holdId'],
    ['confirmHold', { holdId: SQL, arriveBy: future }, 'holdId'],
    ['confirmHold', { holdId: id, arriveBy: future, caseRef: SQL }, 'caseRef'],
    ['declineHold', { holdId: SQL, reason: 'STAFF' }, 'holdId'],
    ['markNoShow', { holdId: SQL }, 'holdId'],
    ['arriveFromHold', { holdId: SQL, people: [{}], idempotencyKey }, 'holdId'],
    ['arriveFromHold', { holdId: id, people: [], idempotencyKey }, 'people'],
    ['arriveFromHold', { holdId: id, people: Array(13).fill({}), idempotencyKey }, 'people'],
    ['arriveFromHold', { holdId: id, people: [{ bedId: SQL }], idempotencyKey }, 'people.0.bedId'],
    ['blockBed', { bedId: SQL, reason: 'REPAIR', until: future }, 'bedId'],
    ['blockBed', { bedId: '@bed', reason: 'REPAIR', from: past, until: future }, 'from'],
    ['blockBed', { bedId: '@bed', reason: 'REPAIR', until: past }, 'until'],
    ['unblockBed', { bedId: SQL }, 'bedId'],
    ['startStay', { bedId: SQL, risk: 'LOW', idempotencyKey }, 'bedId'],
    ['startStay', { bedId: '@bed', risk: 'LOW', from: past, idempotencyKey }, 'from'],
    ['startStay', { bedId: '@bed', risk: 'LOW', from: future, idempotencyKey }, 'from'],
    ['startStay', { bedId: '@bed', risk: 'LOW', until: past, idempotencyKey }, 'until'],
    ['beginStay', { stayId: SQL }, 'stayId'],
    ['extendStay', { stayId: SQL }, 'stayId'],
    ['leaveForNow', { stayId: SQL, keptUntil: future }, 'stayId'],
    ['comeBack', { stayId: SQL }, 'stayId'],
    ['requestExit', { stayId: SQL, idempotencyKey }, 'stayId'],
    [
      'approveExit',
      { stayId: id, by: 'POLICE', reference: `1${'x'.repeat(1_000_000)}`, approvedAt: past, idempotencyKey },
      'reference',
    ],
    ['endStay', { stayId: SQL, reason: 'PLANNED' }, 'stayId'],
    ['offerBed', { bedRequestId: SQL, shelterId: id, idempotencyKey }, 'bedRequestId'],
    ['offerBed', { bedRequestId: id, shelterId: id, minutes: 241, idempotencyKey }, 'minutes'],
    ['answerOffer', { bedRequestId: SQL, accept: true }, 'bedRequestId'],
    ['cancelBedRequest', { bedRequestId: SQL }, 'bedRequestId'],
    ['keepApart', { caseRef: id, otherCaseRef: SQL, idempotencyKey }, 'otherCaseRef'],
    ['endKeepApart', { keepApartId: SQL }, 'keepApartId'],
    ['confirmAvailability', { shelterId: SQL }, 'shelterId'],
    ['closeShelter', { shelterId: '@shelter', from: past, until: future }, 'from'],
    ['closeShelter', { shelterId: '@shelter', until: past }, 'until'],
    ['addBeds', { shelterId: '@shelter', ...room('🏠', '1a') }, 'rooms.0.label'],
    ['addBeds', { shelterId: '@shelter', ...room(SQL, '1a') }, 'rooms.0.label'],
    ['addBeds', { shelterId: '@shelter', ...room('1', 'a\u0000b') }, 'rooms.0.beds.0'],
    ['addBeds', { shelterId: '@shelter', ...room('1', 'x'.repeat(1_000_000)) }, 'rooms.0.beds'],
    ['addBeds', { shelterId: '@shelter', ...room('1', ...Array(31).fill('1')) }, 'rooms.0.beds'],
    ['setOnCall', { shelterId: SQL, shifts: [] }, 'shelterId'],
    ['enrolInDailyProgramme', { shelterId: SQL, idempotencyKey }, 'shelterId'],
    ['recordDailyAttendance', { enrolmentId: SQL, idempotencyKey }, 'enrolmentId'],
    ['settleAlarm', { alarmId: SQL }, 'alarmId'],
  ])('%s is INVALID, with the field, and nothing is written', async (name, wrong, field) => {
    const at = await house(on.owner);
    const given = JSON.parse(
      JSON.stringify(wrong).replaceAll('@bed', at.beds[0]!).replaceAll('@shelter', at.id),
    );
    const type = name === 'enrolInDailyProgramme' ? 'EnrolInput' : undefined;
    const answer = await mutate(on.client, colleagueOf(at.staff, ...roles), name, given, undefined, type);
    expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', `input.${field}`]);
    for (const table of ['claim', 'stay', 'bed_block', 'bed_hold'])
      expect(await on.owner.query(`select from ${table} where shelter_id = $1`, [at.id])).toHaveLength(0);
    expect(await on.owner.query('select from bed where shelter_id = $1', [at.id])).toHaveLength(2);
  });
});

const cursor = (key: readonly string[]) => Buffer.from(JSON.stringify(key)).toString('base64url');

describe('a question that cannot be', () => {
  test.each<[string, string, string]>([
    ['a shelter by no id', '{ shelter(id: "vatra") { id } }', 'id'],
    ['a hold by no id', '{ bedHold(id: "1") { id } }', 'id'],
    ['a hold by a long code', `{ bedHold(code: "${'X'.repeat(5_000)}") { id } }`, 'code'],
    ['a page of none', '{ shelters(first: 0) { totalCount } }', 'first'],
    ['a page of 101', '{ shelters(first: 101) { totalCount } }', 'first'],
    ['a hold by an emoji', '{ bedHold(code: "🏠🏠🏠") { id } }', 'code'],
    [
      'holds after a cursor of another list',
      `{ bedHolds(box: OUTBOX, after: "${cursor([new Date(0).toISOString(), SQL])}") { totalCount } }`,
      'after',
    ],
    ['after no cursor', '{ shelters(after: "x") { totalCount } }', 'after'],
  ])('%s is INVALID, with the field', async (_what, query, field) => {
    const answer = await on.client.ask(worker(), query);
    expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', field]);
  });
});
