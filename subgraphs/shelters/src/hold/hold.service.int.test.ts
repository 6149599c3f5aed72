import { newId } from '@ura/database';
import { colleagueOf, member } from '@ura/testkit';
import {
  codeOf,
  HOLD,
  holdBeds,
  house,
  minutesPass,
  mutate,
  need,
  type Stage,
  stage,
  worker,
} from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const read = (viewer: Parameters<Stage['client']['ask']>[0], id: string) =>
  on.client.ask(viewer, `query ($id: ID) { bedHold(id: $id) { ${HOLD} } }`, { id });

describe('a hold', () => {
  test('keeps a bed for an hour, with a code to say on the phone', async () => {
    const { id } = await house(on.owner);
    const { data, errors } = await holdBeds(on.client, worker(), id);
    expect(errors).toBeUndefined();
    expect(data.holdBeds).toMatchObject({ status: 'HELD', shelter: { id }, arriveBy: null, decline: null });
    expect(data.holdBeds.beds).toHaveLength(1);
    expect(data.holdBeds.code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ2-9]{6}$/);
    const minutes = (Date.parse(data.holdBeds.expiresAt) - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(60);
  });

  test('takes all beds of a household or none', async () => {
    const { id } = await house(on.owner, { rooms: [{ beds: 2 }] });
    const three = need({ people: Array(3).fill({ sex: 'FEMALE', ageBand: 'AGE_25_59' }) });
    expect(codeOf(await holdBeds(on.client, worker(), id, { need: three }))).toBe('CONFLICT');
    expect(await on.owner.query('select from claim where shelter_id = $1', [id])).toHaveLength(0);
    const two = await holdBeds(on.client, worker(), id, { need: need({ people: three.people.slice(1) }) });
    expect(new Set(two.data.holdBeds.beds.map((bed: { id: string }) => bed.id)).size).toBe(2);
  });

  test('of the last bed is a CONFLICT for whoever comes second, in words that say nothing', async () => {
    const { id } = await house(on.owner, { rooms: [{ beds: 1 }] });
    await holdBeds(on.client, worker(), id);
    const second = await holdBeds(on.client, worker(), id);
    expect(second.data.holdBeds).toBeNull();
    expect(second.errors?.[0]).toMatchObject({
      message: 'This shelter cannot take them just now.',
      extensions: { code: 'CONFLICT' },
    });
  });

  test('ends by itself, and its bed can be held at once', async () => {
    const { id } = await house(on.owner, { rooms: [{ beds: 1 }] });
    const first = worker();
    const { data } = await holdBeds(on.client, first, id);
    await minutesPass(on.owner, id, 61);
    expect((await read(first, data.holdBeds.id)).data.bedHold).toMatchObject({
      status: 'EXPIRED',
      expiresAt: null,
    });
    expect((await holdBeds(on.client, worker(), id)).data.holdBeds.status).toBe('HELD');
    expect(codeOf(await mutate(on.client, first, 'releaseHold', { holdId: data.holdBeds.id }))).toBe(
      'CONFLICT',
    );
  });

  test('is confirmed by the shelter, and then only people free the bed', async () => {
    const { id, staff } = await house(on.owner, { rooms: [{ beds: 1 }] });
    const asker = worker();
    const { data } = await holdBeds(on.client, asker, id);
    const holdId = data.holdBeds.id;
    const confirmed = await mutate(
      on.client,
      staff,
      'confirmHold',
      { holdId, arriveBy: later(90) },
      `{ ${HOLD} }`,
    );
    expect(confirmed.data.confirmHold).toMatchObject({ status: 'CONFIRMED', expiresAt: null });
    await minutesPass(on.owner, id, 600);
    expect((await read(asker, holdId)).data.bedHold.status).toBe('CONFIRMED');
    expect(codeOf(await holdBeds(on.client, worker(), id))).toBe('CONFLICT');
    const gone = await mutate(on.client, staff, 'markNoShow', { holdId }, '{ status }');
    expect(gone.data.markNoShow.status).toBe('NO_SHOW');
    expect((await holdBeds(on.client, worker(), id)).data.holdBeds.status).toBe('HELD');
  });

  test('is declined with a reason, which the asker reads', async () => {
    const { id, staff } = await house(on.owner);
    const asker = worker();
    const { data } = await holdBeds(on.client, asker, id);
    await mutate(on.client, staff, 'declineHold', { holdId: data.holdBeds.id, reason: 'HEALTH_FIRST' });
    expect((await read(asker, data.holdBeds.id)).data.bedHold).toMatchObject({
      status: 'DECLINED',
      decline: 'HEALTH_FIRST',
    });
  });

  test('is released by whoever asked, after confirmation too, and the bed is free', async () => {
    const { id, staff } = await house(on.owner, { rooms: [{ beds: 1 }] });
    const asker = worker();
    const { data } = await holdBeds(on.client, asker, id);
    const holdId = data.holdBeds.id;
    await mutate(on.client, staff, 'confirmHold', { holdId, arriveBy: later(90) });
    const released = await mutate(on.client, asker, 'releaseHold', { holdId }, '{ status }');
    expect(released.data.releaseHold.status).toBe('RELEASED');
    const again = await mutate(on.client, asker, 'releaseHold', { holdId });
    expect(again.errors?.[0]?.message).toBe('This hold is RELEASED; it cannot be released.');
    expect((await holdBeds(on.client, worker(), id)).data.holdBeds.status).toBe('HELD');
  });

  test('is extended once', async () => {
    const { id } = await house(on.owner, { rooms: [{ beds: 1 }] });
    const asker = worker();
    const { data } = await holdBeds(on.client, asker, id, { minutes: 15 });
    const holdId = data.holdBeds.id;
    const longer = await mutate(on.client, asker, 'extendHold', { holdId, minutes: 60 }, '{ expiresAt }');
    expect(Date.parse(longer.data.extendHold.expiresAt) - Date.parse(data.holdBeds.expiresAt)).toBe(
      60 * 60_000,
    );
    await minutesPass(on.owner, id, 30);
    expect(codeOf(await holdBeds(on.client, worker(), id))).toBe('CONFLICT');
    expect(codeOf(await mutate(on.client, asker, 'extendHold', { holdId, minutes: 60 }))).toBe('CONFLICT');
  });

  test('cannot be confirmed over a later block, and says so', async () => {
    const { id, staff, beds } = await house(on.owner, { rooms: [{ beds: 1 }] });
    await mutate(on.client, staff, 'blockBed', {
      bedId: beds[0],
      reason: 'REPAIR',
      from: later(600),
      until: later(900),
    });
    const { data } = await holdBeds(on.client, worker(), id);
    const answer = await mutate(on.client, staff, 'confirmHold', {
      holdId: data.holdBeds.id,
      arriveBy: later(30),
    });
    expect(answer.errors?.[0]?.message).toContain('BLOCKED or reserved later on');
    expect(codeOf(answer)).toBe('CONFLICT');
  });

  test('belongs to two sides: the asker confirms nothing, the shelter releases nothing', async () => {
    const { id, staff } = await house(on.owner);
    const asker = worker();
    const { data } = await holdBeds(on.client, asker, id);
    const holdId = data.holdBeds.id;
    const asStaff = colleagueOf(asker, 'SHELTER_STAFF');
    expect(codeOf(await mutate(on.client, asStaff, 'confirmHold', { holdId, arriveBy: later(30) }))).toBe(
      'FORBIDDEN',
    );
    expect(codeOf(await mutate(on.client, staff, 'releaseHold', { holdId }))).toBe('FORBIDDEN');
    expect(codeOf(await mutate(on.client, worker(), 'releaseHold', { holdId }))).toBe('NOT_FOUND');
  });

  test('is found by its code in small letters, and by either the id or the code', async () => {
    const { id } = await house(on.owner);
    const asker = worker();
    const { data } = await holdBeds(on.client, asker, id);
    const ask = (variables: object) =>
      on.client.ask(
        asker,
        'query ($id: ID, $code: String) { bedHold(id: $id, code: $code) { id } }',
        variables,
      );
    const { id: holdId, code } = data.holdBeds;
    expect((await ask({ code: code.toLowerCase() })).data.bedHold.id).toBe(holdId);
    expect(codeOf(await ask({}))).toBe('INVALID');
    expect(codeOf(await ask({ id: holdId, code }))).toBe('INVALID');
    expect((await ask({ id: newId() })).data.bedHold).toBeNull();
  });

  test('is for the organisation that asked, and for the shelter’s staff, who alone read the labels', async () => {
    const { id, staff } = await house(on.owner);
    const asker = worker();
    const { data } = await holdBeds(on.client, asker, id);
    const holdId = data.holdBeds.id;
    expect((await read(colleagueOf(asker, 'HOTLINE'), holdId)).data.bedHold.beds[0].label).toBeNull();
    expect((await read(staff, holdId)).data.bedHold.beds[0].label).toBe('1a');
    expect((await read(member({ roles: ['COORDINATOR'] }), holdId)).data.bedHold).toBeNull();
    expect((await read(colleagueOf(staff, 'HOTLINE'), holdId)).data.bedHold).toBeNull();
    const entity = (viewer: typeof staff) =>
      on.client.entities(viewer, 'BedHold', [{ id: holdId }], '{ status beds { label } }');
    expect((await entity(staff)).data._entities).toEqual([{ status: 'HELD', beds: [{ label: '1a' }] }]);
    expect((await entity(worker())).data._entities).toEqual([null]);
  });

  test('stands in both boxes, by status, page by page', async () => {
    const { id, staff } = await house(on.owner, { rooms: [{ beds: 3 }] });
    const asker = worker();
    const made: string[] = [];
    for (const _ of [1, 2, 3]) made.unshift((await holdBeds(on.client, asker, id)).data.holdBeds.id);
    await mutate(on.client, asker, 'releaseHold', { holdId: made[0] });
    const list = (viewer: typeof asker, variables: object) =>
      on.client.ask(
        viewer,
        `query ($box: Box!, $statuses: [BedHoldStatus!], $first: Int = 20, $after: String) {
           bedHolds(box: $box, statuses: $statuses, first: $first, after: $after) {
             edges { node { id } cursor } pageInfo { hasNextPage endCursor } totalCount } }`,
        variables,
      );
    const ids = ({ data }: Awaited<ReturnType<typeof list>>) =>
      data.bedHolds.edges.map(({ node }: { node: { id: string } }) => node.id);
    expect(ids(await list(staff, { box: 'INBOX' }))).toEqual(made);
    expect(ids(await list(staff, { box: 'OUTBOX' }))).toEqual([]);
    const first = await list(asker, { box: 'OUTBOX', first: 2 });
    expect(ids(first)).toEqual(made.slice(0, 2));
    expect(first.data.bedHolds).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const after = first.data.bedHolds.pageInfo.endCursor;
    expect(ids(await list(asker, { box: 'OUTBOX', first: 2, after }))).toEqual(made.slice(2));
    await minutesPass(on.owner, id, 61);
    expect(ids(await list(asker, { box: 'OUTBOX', statuses: ['EXPIRED'] }))).toEqual(made.slice(1));
    expect(codeOf(await list(asker, { box: 'INBOX' }))).toBe('FORBIDDEN');
  });
});
