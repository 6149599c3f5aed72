import { newId } from '@ura/database';
import { member } from '@ura/testkit';
import { caps } from '../env';
import { type House, openSite, refusal, type Site } from '../stay/house.fixture';
import { shelters } from '../subgraph';
import { holdBeds } from '../testing';
import { waitingList } from './waiting.fixture';

let site: Site;
let waiting: ReturnType<typeof waitingList>;
beforeAll(async () => {
  site = await openSite();
  waiting = waitingList(site);
});
afterAll(() => site.close());

const worker = () => member({ roles: ['MOBILE_UNIT'] });

describe('an offer and its hold', () => {
  test('stands as long as its hold: nobody else offers once it is prolonged or confirmed', async () => {
    const [house, other] = [await site.house(), await site.house()];
    const asker = worker();
    const id = await waiting.request(asker);
    const { hold, answerBy } = (await waiting.offer(house, id)).data.offerBed;
    const extend = `mutation { extendHold(input: { holdId: "${hold.id}", minutes: 60 }) { expiresAt } }`;
    const { expiresAt } = (await site.client.ask(asker, extend)).data.extendHold;
    expect(Date.parse(expiresAt) - Date.parse(answerBy)).toBe(3_600_000);
    const outbox = `{ bedRequests(box: OUTBOX) { edges { node { status answerBy } } } }`;
    const listed = async () => (await site.client.ask(asker, outbox)).data.bedRequests.edges[0].node;
    expect(await listed()).toEqual({ status: 'OFFERED', answerBy: expiresAt });
    const arriveBy = new Date(Date.now() + 3_600_000).toISOString();
    const confirm = `mutation { confirmHold(input: { holdId: "${hold.id}", arriveBy: "${arriveBy}" }) { status } }`;
    expect((await site.client.ask(house.staff, confirm)).data.confirmHold.status).toBe('CONFIRMED');
    await waiting.lapse(id);
    await shelters.chores!(site.test.database);
    expect(await listed()).toEqual({ status: 'OFFERED', answerBy: null });
    expect(refusal(await waiting.offer(other, id))?.code).toBe('NOT_FOUND');
    const { data } = await waiting.tell(asker, 'answerOffer', { bedRequestId: id, accept: true });
    expect(data.answerOffer).toMatchObject({ status: 'PLACED', hold: { status: 'CONFIRMED' } });
  });

  const arrive = ({ staff }: House, holdId: string) =>
    site.client.ask(
      staff,
      `mutation { arriveFromHold(input: { holdId: "${holdId}", people: [{}], idempotencyKey: "${newId()}" }) { id } }`,
    );

  test('is answered when they come without a word, and the need waits for nobody else', async () => {
    const house = await site.house();
    const asker = worker();
    const id = await waiting.request(asker);
    const { hold } = (await waiting.offer(house, id)).data.offerBed;
    expect((await arrive(house, hold.id)).errors).toBeUndefined();
    await shelters.chores!(site.test.database);
    expect(await waiting.list(asker, 'OUTBOX')).toEqual([{ id, status: 'PLACED' }]);
  });

  test('that is declined at the moment they arrive is one or the other', async () => {
    for (let round = 0; round < 8; round += 1) {
      const house = await site.house();
      const asker = worker();
      const id = await waiting.request(asker);
      const { hold } = (await waiting.offer(house, id)).data.offerBed;
      const both = [
        () => arrive(house, hold.id),
        () => waiting.tell(asker, 'answerOffer', { bedRequestId: id, accept: false }),
      ];
      if (round % 2) both.reverse();
      const answers = await Promise.all(both.map(go => go()));
      expect(answers.map(answer => refusal(answer)?.code ?? 'OK').sort()).toEqual(['CONFLICT', 'OK']);
      const [{ status }] = await site.test.owner.query('select status from bed_hold where id = $1', [
        hold.id,
      ]);
      const stays = await site.test.owner.query('select from stay where hold_id = $1', [hold.id]);
      expect([status, stays.length]).toEqual(stays.length ? ['ARRIVED', 1] : ['RELEASED', 0]);
    }
  });

  test('P51 is refused when they keep too many beds already, in houses that whoever offers does not see', async () => {
    const [house, other] = [await site.house(), await site.house({}, [{}], 4)];
    const asker = worker();
    jest.replaceProperty(caps, 'worker', 4);
    for (const _bed of [1, 2, 3]) await holdBeds(site.client, asker, other.shelter.id);
    const id = await waiting.request(asker);
    expect((await waiting.offer(house, id)).errors).toBeUndefined();
    const more = await waiting.request(asker);
    // By whoever sees none of those holds, and by whoever sees one: neither is told of any.
    for (const offering of [await site.house(), house]) {
      expect((await waiting.offer(offering, more)).errors).toEqual([
        expect.objectContaining({
          message: 'These beds cannot be offered for this request just now.',
          extensions: { code: 'LIMITED' },
        }),
      ]);
    }
    jest.restoreAllMocks();
    expect((await waiting.offer(await site.house(), more)).errors).toBeUndefined();
  });

  test('asks nobody at the shelter for an answer, and confirms its figures', async () => {
    const house = await site.house();
    const asker = worker();
    const id = await waiting.request(asker);
    const old = `update shelter set confirmed_at = now() - interval '1 day' where id = $1`;
    await site.test.owner.query(old, [house.shelter.id]);
    const { hold } = (await waiting.offer(house, id)).data.offerBed;
    const figures = `{ shelter(id: "${house.shelter.id}") { availability { freshness } } }`;
    expect((await site.client.ask(house.staff, figures)).data.shelter.availability.freshness).toBe('FRESH');
    await site.ago(hold.id, '20 minutes');
    const alarms = async () => {
      await shelters.chores!(site.test.database);
      return site.test.owner.query('select kind from alarm where hold_id = $1', [hold.id]);
    };
    expect(await alarms()).toEqual([]);
    await waiting.tell(asker, 'answerOffer', { bedRequestId: id, accept: true });
    expect((await alarms())[0]).toEqual({ kind: 'HOLD_UNANSWERED' });
  });
});
