import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import { colleagueOf, member } from '@ura/testkit';
import { openSite, refusal, type Site } from '../stay/house.fixture';
import { shelters } from '../subgraph';
import { TurnedAway } from '../unmet-need/unmet-need.entity';
import { waitingList } from './waiting.fixture';

let site: Site;
let waiting: ReturnType<typeof waitingList>;
beforeAll(async () => {
  site = await openSite();
  waiting = waitingList(site);
});
afterAll(() => site.close());

const worker = () => member({ roles: ['MOBILE_UNIT'] });

describe('an offer', () => {
  test('keeps beds under the name of whoever asked, and accepted leaves them held, to be confirmed', async () => {
    const house = await site.house();
    const asker = worker();
    const id = await waiting.request(asker);
    const { data } = await waiting.offer(house, id);
    expect(data.offerBed).toMatchObject({
      status: 'OFFERED',
      answerBy: expect.any(String),
      hold: { status: 'HELD' },
    });
    const answer = await waiting.tell(asker, 'answerOffer', { bedRequestId: id, accept: true });
    expect(answer.data.answerOffer).toMatchObject({
      status: 'PLACED',
      answerBy: null,
      hold: { status: 'HELD' },
    });
    const outbox = await site.client.ask(
      asker,
      `{ bedHold(id: "${data.offerBed.hold.id}") { status requestedBy { id } } }`,
    );
    expect(outbox.data.bedHold.requestedBy.id).toBe(asker.organisationId);
  });

  test('declined frees the beds, and the need waits again', async () => {
    const house = await site.house({}, [{}], 1);
    const asker = worker();
    const id = await waiting.request(asker);
    await waiting.offer(house, id);
    const { data } = await waiting.tell(asker, 'answerOffer', { bedRequestId: id, accept: false });
    expect(data.answerOffer).toMatchObject({ status: 'OPEN', hold: null, shelter: null });
    expect((await waiting.offer(house, id)).data.offerBed.status).toBe('OFFERED');
  });

  test('that nobody answers in time lapses by itself, and another shelter may offer', async () => {
    const [house, other] = [await site.house(), await site.house()];
    const asker = worker();
    const id = await waiting.request(asker);
    await waiting.offer(house, id);
    expect(refusal(await waiting.offer(other, id))?.code).toBe('NOT_FOUND');
    await waiting.lapse(id);
    expect((await waiting.list(asker, 'OUTBOX')).find(found => found.id === id)?.status).toBe('OPEN');
    const late = await waiting.tell(asker, 'answerOffer', { bedRequestId: id, accept: true });
    expect(refusal(late)).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('OPEN') });
    expect((await waiting.offer(other, id)).data.offerBed).toMatchObject({
      status: 'OFFERED',
      shelter: { id: other.shelter.id },
    });
  });

  test('that the shelter took back cannot be accepted, and the need waits again', async () => {
    const house = await site.house();
    const asker = worker();
    const id = await waiting.request(asker);
    const holdId = (await waiting.offer(house, id)).data.offerBed.hold.id;
    await site.client.ask(
      house.staff,
      `mutation { declineHold(input: { holdId: "${holdId}", reason: STAFF }) { id } }`,
    );
    expect(refusal(await waiting.tell(asker, 'answerOffer', { bedRequestId: id, accept: true }))?.code).toBe(
      'CONFLICT',
    );
    await shelters.chores!(site.test.database);
    expect((await waiting.list(asker, 'OUTBOX', 'OPEN')).map(found => found.id)).toContain(id);
  });

  test('again with the same key is the same offer; with another, the request is OFFERED', async () => {
    const house = await site.house();
    const id = await waiting.request(worker());
    const idempotencyKey = newId();
    const first = (await waiting.offer(house, id, { idempotencyKey })).data.offerBed.hold.id;
    expect((await waiting.offer(house, id, { idempotencyKey })).data.offerBed.hold.id).toBe(first);
    expect(refusal(await waiting.offer(house, id))).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('OFFERED'),
    });
  });

  test('by two shelters at once is one offer, and one hold', async () => {
    const houses = [await site.house(), await site.house(), await site.house()];
    const id = await waiting.request(worker());
    const answers = await Promise.all(houses.map(house => waiting.offer(house, id)));
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    const holds = await site.test.owner.query('select id from bed_hold where shelter_id = any($1)', [
      houses.map(({ shelter }) => shelter.id),
    ]);
    expect(holds).toHaveLength(1);
  });

  test('of a full shelter is a conflict, and nothing of it is kept', async () => {
    const house = await site.house({}, [{}], 1);
    const id = await waiting.request(worker());
    await waiting.offer(house, await waiting.request(worker()));
    expect(refusal(await waiting.offer(house, id))?.code).toBe('CONFLICT');
    expect((await waiting.list(house.staff, 'INBOX', 'OPEN')).map(found => found.id)).toContain(id);
  });

  test('is made by the shelter’s own staff, and answered by whoever asked', async () => {
    const [house, other] = [await site.house(), await site.house()];
    const asker = worker();
    const id = await waiting.request(asker);
    const foreign = await waiting.tell(other.staff, 'offerBed', {
      bedRequestId: id,
      shelterId: house.shelter.id,
      minutes: 30,
      idempotencyKey: newId(),
    });
    expect(refusal(foreign)?.code).toBe('FORBIDDEN');
    await waiting.offer(house, id);
    expect(
      refusal(await waiting.tell(house.staff, 'answerOffer', { bedRequestId: id, accept: true }))?.code,
    ).toBe('FORBIDDEN');
    expect(
      refusal(await waiting.tell(worker(), 'answerOffer', { bedRequestId: id, accept: true }))?.code,
    ).toBe('NOT_FOUND');
    const colleague = colleagueOf(asker, 'HOTLINE');
    expect(
      (await waiting.tell(colleague, 'answerOffer', { bedRequestId: id, accept: true })).data.answerOffer
        .status,
    ).toBe('PLACED');
  });
});

describe('taking a request back', () => {
  const counted = ({ organisationId }: Member) =>
    site.test.owner.manager.countBy(TurnedAway, { organisationId });

  test.each([
    [undefined, 'CANCELLED', 1],
    ['NOBODY_COULD', 'UNMET', 1],
    ['FOUND_ELSEWHERE', 'CANCELLED', 0],
    ['NOT_NEEDED', 'CANCELLED', 0],
  ])('because of %s makes it %s, and counts %d needs not met', async (reason, status, needs) => {
    const asker = worker();
    const id = await waiting.request(asker);
    const { data } = await waiting.tell(asker, 'cancelBedRequest', { bedRequestId: id, reason });
    expect(data.cancelBedRequest.status).toBe(status);
    expect(await counted(asker)).toBe(needs);
    const again = await waiting.tell(asker, 'cancelBedRequest', { bedRequestId: id, reason });
    expect(refusal(again)).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining(status) });
  });

  test('frees the beds of an offer', async () => {
    const house = await site.house({}, [{}], 1);
    const asker = worker();
    const id = await waiting.request(asker);
    await waiting.offer(house, id);
    await waiting.tell(asker, 'cancelBedRequest', { bedRequestId: id, reason: 'FOUND_ELSEWHERE' });
    expect((await waiting.offer(house, await waiting.request(asker))).data.offerBed.status).toBe('OFFERED');
  });

  test('is not waited for: after thirty days a need is not met, and counted', async () => {
    const asker = worker();
    const id = await waiting.request(asker);
    await site.test.owner.query(
      `update bed_request set created_at = created_at - interval '31 days' where id = $1`,
      [id],
    );
    await shelters.chores!(site.test.database);
    expect(await waiting.list(asker, 'OUTBOX')).toEqual([{ id, status: 'UNMET' }]);
    expect(await counted(asker)).toBe(1);
  });
});
