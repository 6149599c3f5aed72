import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import { colleagueOf, member } from '@ura/testkit';
import { openSite, refusal, type Site, woman } from '../stay/house.fixture';
import { waitingList } from './waiting.fixture';

let site: Site;
let waiting: ReturnType<typeof waitingList>;
beforeAll(async () => {
  site = await openSite();
  waiting = waitingList(site);
});
afterAll(() => site.close());

const worker = () => member({ roles: ['MOBILE_UNIT'] });

const sees = async (viewer: Member, id: string) =>
  (await waiting.list(viewer, 'INBOX')).some(found => found.id === id);

const townIn = async (region: string): Promise<string> => {
  const [{ code }] = await site.test.owner.query(
    'select code from place where parent_code = $1 order by code',
    [region],
  );
  return code;
};

describe('the waiting list', () => {
  test('shows a shelter’s staff what they could take: their country, no place to avoid', async () => {
    const house = await site.house();
    const town = await townIn('AL-12');
    const asker = worker();
    const here = await waiting.request(asker);
    const anywhere = await waiting.request(asker, { country: null });
    const kosovo = await waiting.request(asker, { country: 'XK' });
    const avoiding = await waiting.request(asker, { avoidPlaceCodes: [town] });
    const seen = (await waiting.list(house.staff, 'INBOX')).map(({ id }) => id);
    expect([here, anywhere, kosovo, avoiding].map(id => seen.includes(id))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(refusal(await waiting.offer(house, avoiding))?.code).toBe('NOT_FOUND');
  });

  test('P27 does not show a request to the shelter where they would meet somebody', async () => {
    const [house, other] = [await site.house(), await site.house()];
    const asker = member({ roles: ['CASE_MANAGER'] });
    const [here, there] = [newId(), newId()];
    await site.client.ask(
      house.staff,
      'mutation ($input: StartStayInput!) { startStay(input: $input) { id } }',
      {
        input: { bedId: house.beds[0]!.id, risk: 'LOW', caseRef: here, idempotencyKey: newId() },
      },
    );
    await site.client.ask(asker, 'mutation ($input: KeepApartInput!) { keepApart(input: $input) { id } }', {
      input: { caseRef: here, otherCaseRef: there, idempotencyKey: newId() },
    });
    const id = await waiting.request(asker, { caseRef: there });
    expect([await sees(house.staff, id), await sees(other.staff, id)]).toEqual([false, true]);
    expect(refusal(await waiting.offer(house, id))?.code).toBe('NOT_FOUND');
  });

  test('shows others what they asked for and nothing of anybody else', async () => {
    const asker = worker();
    const id = await waiting.request(asker);
    const query = '{ bedRequests(box: OUTBOX) { totalCount edges { node { id } } } }';
    expect((await site.client.ask(asker, query)).data.bedRequests).toEqual({
      totalCount: 1,
      edges: [{ node: { id } }],
    });
    expect((await site.client.ask(worker(), query)).data.bedRequests).toEqual({ totalCount: 0, edges: [] });
    expect(refusal(await site.client.ask(asker, query.replace('OUTBOX', 'INBOX')))?.code).toBe('FORBIDDEN');
  });

  test('P62 does not tell a shelter how many wait', async () => {
    const house = await site.house();
    await waiting.request(worker());
    const { data } = await site.client.ask(
      house.staff,
      '{ bedRequests(box: INBOX, first: 1) { totalCount } }',
    );
    expect(data.bedRequests.totalCount).toBeNull();
  });

  test('P8 takes no wrong need: each is refused at its field, and nothing is written', async () => {
    const asker = worker();
    const wrong: [object, string][] = [
      [{ people: [] }, 'input.need.people'],
      [{ people: Array(13).fill(woman) }, 'input.need.people'],
      [{ regionCode: 'nowhere' }, 'input.need.regionCode'],
      [{ avoidPlaceCodes: ['👩'] }, 'input.need.avoidPlaceCodes.0'],
      [{ from: '2001-01-01T00:00:00Z' }, 'input.need.from'],
      [{ caseRef: newId() }, 'input.need.caseRef'],
    ];
    for (const [need, field] of wrong) {
      const input = { need: { people: [woman], risk: 'LOW', ...need }, idempotencyKey: newId() };
      expect(refusal(await waiting.tell(asker, 'requestBed', input))).toMatchObject({
        code: 'INVALID',
        field,
      });
    }
    expect(await waiting.list(asker, 'OUTBOX')).toEqual([]);
  });

  test('P64 another’s idempotency key is a new request', async () => {
    const idempotencyKey = newId();
    const input = { need: { people: [woman], risk: 'LOW' }, idempotencyKey };
    const asker = worker();
    const ids = [asker, asker, worker(), colleagueOf(asker, 'HOTLINE')].map(
      async viewer => (await waiting.tell(viewer, 'requestBed', input)).data.requestBed.id,
    );
    expect(new Set(await Promise.all(ids)).size).toBe(3);
  });
});
