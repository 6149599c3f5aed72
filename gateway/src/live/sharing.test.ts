import { anonymous } from '@ura/access';
import {
  ANA,
  BESA,
  codeOf,
  type Live,
  NAMES,
  nextOf,
  numberOf,
  PVPT,
  person,
  startLive,
  VATRA,
} from './live.fixture';
import type { Member } from './member';
import { change, until } from './toy.fixture';

let live: Live;
let { events, names, logged, follow } = {} as Live;
beforeEach(async () => {
  live = await startLive();
  ({ events, names, logged, follow } = live);
});
afterEach(() => live.stop());

describe('who shares', () => {
  const streams = async (...asked: Promise<Member>[]) => {
    await Promise.all(asked);
    return events.opened.length;
  };

  test('one stream and one join for a hundred members of an organisation with the same roles', async () => {
    const members = await Promise.all(Array.from({ length: 100 }, (_, number) => follow(person(number))));
    expect(events.opened).toHaveLength(1);
    events.open[0]!.send(change(1));
    const all = await Promise.all(members.map(nextOf));
    expect(all.map(numberOf)).toEqual(all.map(() => 1));
    expect(names.asked).toHaveLength(1);
  });

  test.each([
    ['another operation', 'subscription { changed { number } }', ANA],
    ['another organisation', NAMES, person(3, PVPT)],
    ['other roles', NAMES, person(3, VATRA, ['LAWYER'])],
  ])('P63 %s: no', async (_claim, query, who) => {
    expect(await streams(follow(ANA), follow(who, query))).toBe(2);
  });

  test('P63 other variables: no', async () => {
    const query = 'subscription ($kind: Kind) { changed(kind: $kind) { number } }';
    const [bed, room] = [follow(ANA, query, { kind: 'BED' }), follow(ANA, query, { kind: 'ROOM' })];
    expect(await streams(bed, room)).toBe(2);
  });

  test('P63 a field that speaks of the viewer is for that viewer alone', async () => {
    const query = 'subscription { changed { thing { viewerMayRename } } }';
    expect(await streams(follow(ANA, query), follow(ANA, query), follow(BESA, query))).toBe(2);
  });

  test('P47 P63 a field of a team is for one sign-in alone', async () => {
    const query = 'subscription { secretChanged { number } }';
    expect(
      await streams(follow(ANA, query), follow(BESA, query), follow(await live.callerOf(ANA, 61), query)),
    ).toBe(3);
  });

  test('P63 the anonymous share among themselves, and not with members', async () => {
    const query = 'subscription { openChanged { number } }';
    expect(await streams(follow({ viewer: anonymous }, query), follow({ viewer: anonymous }, query))).toBe(1);
    expect(await streams(follow(ANA, query))).toBe(2);
    expect(events.opened[0]!.headers.authorization).toBeUndefined();
  });
});

describe('what is refused before anything is opened', () => {
  const ASKED = 'subscription ($k: Kind) { changed(kind: $k) { number } }';
  test.each([
    [
      'a field that is not for the anonymous',
      'subscription { openChanged { thing { viewerMayRename } } }',
      'UNAUTHENTICATED',
    ],
    ['a query', '{ nothing }', 'BAD_REQUEST'],
    ['what does not parse', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['what there is not', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a name of the gateway’s own',
      'subscription { openChanged { ura__hidden__a: number } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['what is hidden behind a name', ASKED.replace('changed(', 'openChanged: changed('), 'UNAUTHENTICATED'],
  ])('%s', async (_claim, text, code) => {
    const wish = { text, isHash: false, variables: { k: 'SECRET' } };
    expect(await codeOf(live.live.subscribe(wish, { viewer: anonymous }, '::1'))).toBe(code);
    expect(events.opened).toHaveLength(0);
  });

  test('a variable that does not fit is INVALID, and not repeated', async () => {
    const error = await follow(ANA, ASKED, { k: 'SECRET' }).catch(error => error.toJSON());
    expect(error).toMatchObject({ extensions: { code: 'INVALID', field: 'kind' } });
    expect(JSON.stringify([error, logged])).not.toContain('SECRET');
    expect(events.opened).toHaveLength(0);
  });

  test('more streams than one viewer may have', async () => {
    const many = await Promise.all(Array.from({ length: 20 }, () => follow(ANA)));
    expect(await codeOf(follow(ANA))).toBe('LIMITED');
    await many[0]!.return();
    expect(await codeOf(follow(ANA))).toBe('open');
    expect(await codeOf(follow(BESA))).toBe('open');
    // An issuer says its people's ids itself: this is somebody else.
    expect(await codeOf(follow({ ...ANA, organisationId: PVPT }))).toBe('open');
  });

  test('more streams than one network may have without signing in', async () => {
    const from = (address: string) =>
      codeOf(
        live.live.subscribe(
          { text: 'subscription { openChanged { number } }', isHash: false },
          { viewer: anonymous },
          address,
        ),
      );
    await Promise.all(Array.from({ length: 20 }, (_, index) => from(`2001:db8::${index}`)));
    expect(await from('2001:db8::99')).toBe('LIMITED');
    expect(await from('2001:db8:0:1::1')).toBe('open');
  });
});

test('a sign-in that ends completes its client at once, and the others miss nothing', async () => {
  const ana = await follow(await live.callerOf(ANA, 2));
  const besa = await follow(BESA);
  events.opened[0]!.send(change(1));
  expect([numberOf(await nextOf(ana)), numberOf(await nextOf(besa))]).toEqual([1, 1]);
  expect(await nextOf(ana)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  expect((await ana.next()).done).toBe(true);
  await until(() => events.opened.length === 2);
  // Both are open now: what happens is told on both, on the new one first.
  events.opened[1]!.send(change(2), change(3));
  events.opened[0]!.send(change(2));
  events.opened[1]!.send(change(4));
  const heard = [await nextOf(besa), await nextOf(besa), await nextOf(besa)];
  expect(heard.map(numberOf)).toEqual([2, 3, 4]);
  expect(heard.every(result => result?.extensions === undefined)).toBe(true);
  expect(events.opened[1]!.headers.authorization).not.toBe(events.opened[0]!.headers.authorization);
});

test.each(['UNAUTHENTICATED', 'FORBIDDEN'])(
  'rights that end at the subgraph (%s) complete that client only',
  async code => {
    const [ana, besa] = [await follow(await live.callerOf(ANA, 120)), await follow(BESA)];
    events.opened[0]!.send({
      data: { changed: null },
      errors: [{ message: 'No.', path: ['changed'], extensions: { code } }],
    });
    expect(await nextOf(ana)).toMatchObject({ errors: [{ extensions: { code } }] });
    expect((await ana.next()).done).toBe(true);
    await until(() => events.opened.length === 2);
    events.opened[1]!.send(change(1));
    expect((await nextOf(besa))?.extensions).toEqual({ live: 'RESUMED' });
    expect(numberOf(await nextOf(besa))).toBe(1);
  },
);

test('a subgraph that refuses a sign-in ends that client, without its words', async () => {
  events.refusal = 401;
  const ana = await follow(ANA);
  const last = await nextOf(ana);
  expect(last).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  expect(JSON.stringify([last, logged])).not.toContain('10.0.0.7');
});
