import type { Answer } from '@ura/testkit';
import { anonymous, colleagueOf, member } from '@ura/testkit';
import { shelters } from './subgraph';
import { codeOf, holdBeds, house, mutate, type Stage, stage, worker } from './testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const HOLD = 'subscription ($id: ID!) { holdChanged(id: $id) { id status decline expiresAt beds { id } } }';
const BOARD = `subscription ($id: ID!) { boardChanged(shelterId: $id) {
  asOf beds { label status } arrivals { id status } tasks { kind } } }`;
const BEDS = `subscription ($country: Country) { bedsChanged(country: $country) {
  shelter { id country address { street } } availability { freeBeds heldBeds occupiedBeds blockedBeds asOf } } }`;

type Stream = AsyncIterableIterator<Answer<never>>;
const next = async (stream: Stream) => (await stream.next()).value as Answer<never>;
/** Everything that a stream says until it ends. */
const all = async (stream: Stream) => {
  const answers: Answer<never>[] = [];
  for await (const answer of stream) answers.push(answer);
  return answers;
};
const soon = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

describe('a hold', () => {
  test('is told at once, and at each step of its life, to both sides', async () => {
    const at = await house(on.owner);
    const asker = worker();
    const { id } = (await holdBeds(on.client, asker, at.id)).data.holdBeds;
    const both = [asker, at.staff].map(viewer => on.client.stream<never>(viewer, HOLD, { id }));
    const streams = await Promise.all(both);
    for (const stream of streams) {
      expect(await next(stream)).toMatchObject({ data: { holdChanged: { id, status: 'HELD' } } });
    }
    await mutate(on.client, at.staff, 'confirmHold', { holdId: id, arriveBy: soon(3_600) });
    for (const stream of streams) {
      expect(await next(stream)).toMatchObject({ data: { holdChanged: { status: 'CONFIRMED' } } });
    }
    await mutate(on.client, at.staff, 'declineHold', { holdId: id, reason: 'STAFF' });
    for (const stream of streams) {
      expect(await next(stream)).toMatchObject({
        data: { holdChanged: { status: 'DECLINED', decline: 'STAFF' } },
      });
      await stream.return!();
    }
  });

  test('that expires by the clock is told, though nobody touches it', async () => {
    const at = await house(on.owner);
    const asker = worker();
    const { id } = (await holdBeds(on.client, asker, at.id)).data.holdBeds;
    await on.owner.query(
      `with hold as (
         update bed_hold set expires_at = now() + interval '2 seconds' where id = $1 returning id, expires_at
       ) update claim set during = tstzrange(lower(during), expires_at) from hold where hold_id = hold.id`,
      [id],
    );
    const stream = await on.client.stream<never>(asker, HOLD, { id });
    const beds = await on.client.stream<never>(asker, BEDS, { country: null });
    expect(await next(stream)).toMatchObject({ data: { holdChanged: { status: 'HELD' } } });
    const [expired, free] = [next(stream), next(beds)];
    let areTold = false;
    void Promise.all([expired, free]).then(() => {
      areTold = true;
    });
    while (!areTold) await shelters.quickChores!(on.database);
    expect(await expired).toMatchObject({ data: { holdChanged: { status: 'EXPIRED', expiresAt: null } } });
    expect(await free).toMatchObject({
      data: { bedsChanged: { shelter: { id: at.id }, availability: { freeBeds: 2, heldBeds: 0 } } },
    });
    await Promise.all([stream.return!(), beds.return!()]);
  });

  test('P61 that is hidden, missing or erased is null, and the end', async () => {
    const at = await house(on.owner);
    const asker = worker();
    const { id } = (await holdBeds(on.client, asker, at.id)).data.holdBeds;
    const nothing = [{ data: { holdChanged: null } }];
    expect(await all(await on.client.stream<never>(worker(), HOLD, { id }))).toEqual(nothing);
    expect(await all(await on.client.stream<never>(worker(), HOLD, { id: at.id }))).toEqual(nothing);
    expect(await all(await on.client.stream<never>(worker(), HOLD, { id: 'none' }))).toEqual(nothing);
    const stream = await on.client.stream<never>(asker, HOLD, { id });
    expect(await next(stream)).toMatchObject({ data: { holdChanged: { id } } });
    await on.owner.query('delete from bed_hold where id = $1', [id]);
    expect(await all(stream)).toEqual(nothing);
  });
});

describe('a board', () => {
  test('is told at once, and when a hold comes and is answered', async () => {
    const at = await house(on.owner);
    const stream = await on.client.stream<never>(at.staff, BOARD, { id: at.id });
    expect(await next(stream)).toMatchObject({ data: { boardChanged: { arrivals: [] } } });
    const { id } = (await holdBeds(on.client, worker(), at.id)).data.holdBeds;
    expect(await next(stream)).toMatchObject({
      data: {
        boardChanged: {
          arrivals: [{ id, status: 'HELD' }],
          beds: [{ status: 'HELD' }, { status: 'AVAILABLE' }],
        },
      },
    });
    await mutate(on.client, at.staff, 'declineHold', { holdId: id, reason: 'STAFF' });
    expect(await next(stream)).toMatchObject({
      data: { boardChanged: { arrivals: [], beds: [{ status: 'AVAILABLE' }, { status: 'AVAILABLE' }] } },
    });
    await stream.return!();
  });

  test('is the own staff’s: null for another house, refused to everybody else, and the end', async () => {
    const at = await house(on.owner);
    const elsewhere = await house(on.owner);
    expect(await all(await on.client.stream<never>(elsewhere.manager, BOARD, { id: at.id }))).toEqual([
      { data: { boardChanged: null } },
    ]);
    for (const viewer of [worker(), colleagueOf(at.staff, 'CASE_MANAGER')]) {
      const [answer, ...more] = await all(await on.client.stream<never>(viewer, BOARD, { id: at.id }));
      expect([codeOf(answer!), more]).toEqual(['FORBIDDEN', []]);
    }
    const [bad] = await all(await on.client.stream<never>(at.staff, BOARD, { id: '1' }));
    expect(codeOf(bad!)).toBe('INVALID');
  });

  test('P47 is not told without the viewer’s own token', async () => {
    const at = await house(on.owner);
    const unproven = await on.client.stream<never>(at.staff, BOARD, { id: at.id }, { isProven: false });
    expect((await all(unproven)).map(codeOf)).toEqual(['UNAUTHENTICATED']);
  });

  test('says nothing when a task is raised that the viewer may not read', async () => {
    const at = await house(on.owner);
    const [staff, manager] = [
      await on.client.stream<never>(at.staff, BOARD, { id: at.id }),
      await on.client.stream<never>(at.manager, BOARD, { id: at.id }),
    ];
    const [before] = await Promise.all([next(staff), next(manager)]);
    const { asOf } = (before as Answer<{ boardChanged: { asOf: string } }>).data!.boardChanged;
    await on.owner.query(
      `insert into alarm (id, kind, tier, organisation_id, shelter_id, key)
       values (gen_random_uuid(), 'PLACEMENT_REVIEW', 'MANAGER', $1, $2, $3)`,
      [at.organisationId, at.id, `review ${at.id}`],
    );
    expect(await next(manager)).toMatchObject({
      data: { boardChanged: { tasks: [{ kind: 'PLACEMENT_REVIEW' }] } },
    });
    await mutate(on.client, at.staff, 'confirmAvailability', { shelterId: at.id });
    // The next that the staff are told is what they did themselves.
    expect(await next(staff)).toMatchObject({
      data: { boardChanged: { asOf: expect.not.stringContaining(asOf), tasks: [] } },
    });
    await Promise.all([staff.return!(), manager.return!()]);
  });
});

describe('P57 beds', () => {
  test('are for those who place people', async () => {
    for (const viewer of [anonymous, member({ roles: ['LAWYER'] }), member({ roles: ['ANALYST'] })]) {
      const [answer, ...more] = await all(await on.client.stream<never>(viewer, BEDS));
      expect([codeOf(answer!), more]).toEqual([viewer === anonymous ? 'UNAUTHENTICATED' : 'FORBIDDEN', []]);
    }
  });

  test('are told of as they change, of the country that was asked for, without an address', async () => {
    const [albania, kosovo] = [await house(on.owner), await house(on.owner, { country: 'XK' })];
    const stream = await on.client.stream<never>(worker(), BEDS, { country: 'AL' });
    const everywhere = await on.client.stream<never>(kosovo.staff, BEDS);
    const first = [next(stream), next(everywhere)];
    await mutate(on.client, kosovo.staff, 'confirmAvailability', { shelterId: kosovo.id });
    expect(await first[1]).toMatchObject({
      data: { bedsChanged: { shelter: { id: kosovo.id, address: { street: expect.any(String) } } } },
    });
    await holdBeds(on.client, worker(), albania.id);
    expect(await first[0]).toMatchObject({
      data: {
        bedsChanged: {
          shelter: { id: albania.id, country: 'AL', address: null },
          availability: { freeBeds: 1, heldBeds: 1, occupiedBeds: 0, blockedBeds: 0 },
        },
      },
    });
    await Promise.all([stream.return!(), everywhere.return!()]);
  });
});
