import { recordConsent, referralInput, referred, sendReferral } from '../exchange.fixture';
import { assign, caseManager, codeOf, colleague, mutate, openCase, type Stage, stage } from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const REFERRAL = `query ($id: ID!) { referral(id: $id) { id status urgency decline sentAt answerBy from { id } to { id }
  services { code } case { id kind } } }`;
const ENTITY = '{ id status case { id } }';
const inbox = (page = '') =>
  `{ referrals(box: INBOX${page}) { totalCount edges { node { id status } } pageInfo { hasNextPage endCursor } } }`;
const answer = (viewer: Parameters<typeof mutate>[1], referralId: string, to: string, reason?: string) =>
  mutate(on.client, viewer, 'answerReferral', { referralId, answer: to, reason }, '{ status decline }');

test('a referral is seen by the team and by those whom the consent names, and by nobody else', async () => {
  const besa = caseManager();
  const [cousin, named] = [colleague(besa, 'CASE_MANAGER'), colleague(besa, 'PSYCHOLOGIST')];
  const ana = caseManager();
  const caseId = await openCase(on.client, ana);
  const send = async (more: object) => {
    const consentId = await recordConsent(on, ana, caseId, besa.organisationId, more);
    return sendReferral(on, ana, caseId, consentId, besa.organisationId);
  };
  const first = await send({ exceptPeople: [cousin.id] });
  const sees = async (viewer: typeof ana, id: string) => {
    const root = (await on.client.ask(viewer, REFERRAL, { id })).data.referral;
    const [entity] = (await on.client.entities(viewer, 'Referral', [{ id }], ENTITY)).data._entities;
    expect(entity?.case?.id).toBe(root?.case?.id);
    return Boolean(root);
  };
  const shelter = colleague(besa, 'SHELTER_STAFF');
  const everybody = [
    ana,
    besa,
    cousin,
    named,
    shelter,
    colleague(besa, 'MOBILE_UNIT'),
    colleague(ana, 'LAWYER'),
  ];
  const seeing = async (id: string) => Promise.all(everybody.map(viewer => sees(viewer, id)));
  expect(await seeing(first)).toEqual([true, true, false, true, true, false, false]);
  const second = await send({ recipientPeople: [named.id] });
  expect(await seeing(second)).toEqual([true, false, false, true, false, false, false]);
  for (const viewer of [besa, cousin, shelter])
    expect(codeOf(await answer(viewer, second, 'ACCEPTED'))).toBe('NOT_FOUND');
  expect(codeOf(await answer(ana, second, 'ACCEPTED'))).toBe('FORBIDDEN');
  expect(codeOf(await mutate(on.client, named, 'cancelReferral', { referralId: second }))).toBe('FORBIDDEN');
  expect((await answer(named, second, 'ACCEPTED')).data.answerReferral.status).toBe('ACCEPTED');
});

test('P62 an inbox is paged, the latest first, and nobody is told how many there are', async () => {
  const [ana, besa] = [caseManager(), caseManager()];
  const caseId = await openCase(on.client, ana);
  const consentId = await recordConsent(on, ana, caseId, besa.organisationId);
  const sent: string[] = [];
  for (let time = 0; time < 5; time++) {
    sent.unshift(await sendReferral(on, ana, caseId, consentId, besa.organisationId));
  }
  const seen: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data }: { data?: ReturnType<typeof JSON.parse> } = await on.client.ask(
      besa,
      inbox(`, first: 2${after ? `, after: "${after}"` : ''}`),
    );
    expect(data.referrals.totalCount).toBeNull();
    seen.push(...data.referrals.edges.map(({ node }: { node: { id: string } }) => node.id));
    if (!data.referrals.pageInfo.hasNextPage) break;
    after = data.referrals.pageInfo.endCursor;
  }
  expect(seen).toEqual(sent);
  const outbox = '{ referrals(box: OUTBOX, first: 100) { edges { node { id } } } }';
  const sentBy = async (viewer: typeof ana) =>
    (await on.client.ask(viewer, outbox)).data.referrals.edges.map(
      ({ node }: { node: { id: string } }) => node.id,
    );
  expect(await sentBy(ana)).toEqual(sent);
  expect(await sentBy(colleague(ana, 'SUPERVISOR'))).toEqual(sent);
  expect([await sentBy(colleague(ana, 'CASE_MANAGER')), await sentBy(besa)]).toEqual([[], []]);
  expect(codeOf(await on.client.ask(colleague(besa, 'HOTLINE'), inbox()))).toBe('FORBIDDEN');
});

test('within one organisation the house sees what she allows, and the box of each side is its own', async () => {
  const ana = caseManager();
  const house = colleague(ana, 'SHELTER_STAFF');
  const caseId = await openCase(on.client, ana);
  const consentId = await recordConsent(on, ana, caseId, ana.organisationId, { bundles: ['BASICS'] });
  const id = await sendReferral(on, ana, caseId, consentId, ana.organisationId);
  const { data } = await on.client.ask(
    house,
    `query ($id: ID!) { case(id: $id) { kind restricted grant { purposes bundles until } } outbox: referrals(box: OUTBOX) { edges { node { id } } }
       inbox: referrals(box: INBOX) { edges { node { id } } } }`,
    { id: caseId },
  );
  expect(data).toEqual({
    case: {
      kind: 'DOMESTIC_VIOLENCE',
      restricted: null,
      grant: {
        purposes: ['SHELTER', 'HEALTH', 'CASE_TRANSFER'],
        bundles: ['BASICS'],
        until: expect.any(String),
      },
    },
    outbox: { edges: [] },
    inbox: { edges: [{ node: { id } }] },
  });
  expect(
    (await on.client.ask(ana, 'query ($id: ID!) { case(id: $id) { grant { until } } }', { id: caseId })).data
      .case,
  ).toEqual({ grant: null });
});

test('P64 a referral is sent once for a key, and another’s key is another referral', async () => {
  const { ana, besa, caseId, consentId } = await referred(on);
  const second = colleague(ana, 'CASE_MANAGER');
  await assign(on.client, ana, caseId, second, 'CASE_MANAGER');
  const input = referralInput(caseId, consentId, besa.organisationId);
  const idOf = async (viewer: typeof ana) =>
    (await mutate(on.client, viewer, 'sendReferral', input)).data.sendReferral.id as string;
  const [first, again, another] = [await idOf(ana), await idOf(ana), await idOf(second)];
  expect(again).toBe(first);
  expect(another).not.toBe(first);
});

test('P63 a stream tells each viewer of their own inbox, and not those whom the consent leaves out', async () => {
  const [ana, besa] = [caseManager(), caseManager()];
  const cousin = colleague(besa, 'CASE_MANAGER');
  const caseId = await openCase(on.client, ana);
  const INBOX = 'subscription { referralReceived { id case { id } } }';
  const [mine, theirs, sent] = [
    await on.client.stream<never>(besa, INBOX),
    await on.client.stream<never>(cousin, INBOX),
    await on.client.stream<never>(ana, INBOX),
  ];
  const heard = [mine.next(), theirs.next()];
  const hidden = await recordConsent(on, ana, caseId, besa.organisationId, { exceptPeople: [cousin.id] });
  const first = await sendReferral(on, ana, caseId, hidden, besa.organisationId);
  expect((await heard[0]!).value).toEqual({
    data: { referralReceived: { id: first, case: { id: caseId } } },
  });
  // The first that the cousin hears is the next one.
  const other = await openCase(on.client, ana);
  const open = await recordConsent(on, ana, other, besa.organisationId);
  const second = await sendReferral(on, ana, other, open, besa.organisationId);
  expect((await heard[1]!).value).toEqual({
    data: { referralReceived: { id: second, case: { id: other } } },
  });
  // Ana hears nothing of what she sent: the first is what comes to her.
  const theirCase = await openCase(on.client, besa);
  const back = await recordConsent(on, besa, theirCase, ana.organisationId);
  const answer = await sendReferral(on, besa, theirCase, back, ana.organisationId);
  expect((await sent.next()).value).toEqual({
    data: { referralReceived: { id: answer, case: { id: theirCase } } },
  });
  await Promise.all([mine.return!(), theirs.return!(), sent.return!()]);
});

test('an id that is none is a referral that is not there; one in capitals is the same', async () => {
  const { besa, referralId } = await referred(on);
  expect(await on.client.ask(besa, REFERRAL, { id: 'nonsense' })).toEqual({ data: { referral: null } });
  const { data } = await answer(besa, referralId.toUpperCase(), 'ACCEPTED');
  expect(data.answerReferral.status).toBe('ACCEPTED');
});
