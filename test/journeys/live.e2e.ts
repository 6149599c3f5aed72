import { type Person, shelters, startTestHub, type TestHub, tokenOf } from '../hub';
import { CONFIRM, hold, inVlora, woman } from './beds';

let hub: TestHub;
let unit: Person;
let manager: Person;
const vatra = shelters.dallendyshja!.id;

beforeAll(async () => {
  hub = await startTestHub();
  [unit, manager] = await Promise.all([hub.as('mobile-unit@vatra'), hub.as('shelter-manager@vatra')]);
}, 120_000);
afterAll(() => hub?.stop());

/** What an account is told of a subscription, one result after the other. */
async function* followed(account: string, query: string, variables: object = {}) {
  const response = await fetch(`${hub.url}/graphql/stream`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${await tokenOf(hub.issuer, account)}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const parts = (text + chunk).split('\n\n');
    text = parts.pop()!;
    for (const part of parts) if (part.startsWith('event: next')) yield JSON.parse(part.split('data: ')[1]!);
  }
}

test('a mobile unit sees its hold confirmed, and whoever places people sees the beds change', async () => {
  const { data } = await hold(unit, vatra, { ...inVlora, people: [woman] });
  const { id } = data.holdBeds;
  const own = followed(
    'mobile-unit@vatra',
    'subscription ($id: ID!) { holdChanged(id: $id) { status shelter { name { en } } requestedBy { name { en } } } }',
    { id },
  );
  expect((await own.next()).value).toMatchObject({
    data: { holdChanged: { status: 'HELD', requestedBy: { name: { en: expect.any(String) } } } },
  });
  const beds = followed(
    'hotline@vatra',
    'subscription { bedsChanged(country: AL) { shelter { id organisation { name { en } } } availability { heldBeds } } }',
  );
  const change = beds.next();
  const arriveBy = new Date(Date.now() + 3_600_000).toISOString();
  expect((await manager.ask(CONFIRM, { input: { holdId: id, arriveBy } })).errors).toBeUndefined();
  expect((await own.next()).value).toMatchObject({ data: { holdChanged: { status: 'CONFIRMED' } } });
  await hold(unit, vatra, { ...inVlora, people: [woman] });
  expect((await change).value).toMatchObject({
    data: { bedsChanged: { shelter: { id: vatra, organisation: { name: { en: expect.any(String) } } } } },
  });
  await Promise.all([own.return(), beds.return()]);
});
