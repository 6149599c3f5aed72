import { newKey, type Person, startTestHub, type TestHub, untilAnswered } from '../hub';
import { boardOf, girl, hold, woman } from './beds';
import { newShelter } from './shelters';

let hub: TestHub;
let manager: Person;
beforeAll(async () => {
  hub = await startTestHub();
  manager = await hub.as('shelter-manager@vatra');
}, 120_000);
afterAll(() => hub?.stop());
// The next race begins with nobody near the caps of a worker or an organisation.
afterEach(() => hub.sql('shelters', 'with gone as (delete from claim) delete from bed_hold'));

/** The caps per worker and organisation are another rule; here many workers of many organisations race. */
const ACCOUNTS = [
  'mobile-unit@vatra',
  'hotline@vatra',
  'case-manager@vatra',
  'police@vlore',
  'coordinator@onac',
  'hotline@pvpt',
  'case-manager@pvpt',
  'shelter-manager@pvpt',
];

const race = async (shelterId: string, people: object[]) => {
  const workers = await Promise.all(ACCOUNTS.map(account => hub.as(account)));
  const need = { people, risk: 'LOW', country: 'AL' };
  const answers = await Promise.all(
    workers.flatMap(worker =>
      Array.from({ length: 25 }, () => {
        const key = newKey();
        return untilAnswered(() => hold(worker, shelterId, need, key));
      }),
    ),
  );
  return {
    winners: answers.flatMap(({ data }) => data?.holdBeds ?? []),
    losers: answers.filter(({ data }) => !data?.holdBeds),
  };
};

const claimsOf = (shelterId: string) =>
  hub.sql('shelters', 'select bed_id, hold_id from claim where shelter_id = $1 and during @> now()', [
    shelterId,
  ]);

test('200 holds at once for 7 free beds have exactly 7 winners, and every loser is told CONFLICT', async () => {
  const shelterId = await newShelter(manager, [{ familyUnit: false, beds: 7 }]);
  const { winners, losers } = await race(shelterId, [woman]);
  expect(winners).toHaveLength(7);
  expect(losers).toHaveLength(193);
  for (const { errors } of losers) expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
  const claims = await claimsOf(shelterId);
  expect(new Set(claims.map(({ bed_id }) => bed_id)).size).toBe(7);
  expect(new Set(claims.map(({ hold_id }) => hold_id))).toEqual(new Set(winners.map(({ id }) => id)));
}, 120_000);

test('200 families of three at once get the two family units of three, whole, and nobody half of one', async () => {
  const shelterId = await newShelter(manager, [
    { familyUnit: true, beds: 3 },
    { familyUnit: true, beds: 3 },
    { familyUnit: false, beds: 1 },
  ]);
  const { winners, losers } = await race(shelterId, [woman, girl, girl]);
  expect(winners).toHaveLength(2);
  for (const { errors } of losers) expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
  expect(await claimsOf(shelterId)).toHaveLength(6);
}, 120_000);

test('when the subgraph is killed in the middle and started again, no bed is lost and no hold is half made', async () => {
  const shelterId = await newShelter(manager, [
    { familyUnit: true, beds: 3 },
    { familyUnit: true, beds: 3 },
    { familyUnit: false, beds: 1 },
  ]);
  const workers = await Promise.all(ACCOUNTS.map(account => hub.as(account)));
  const need = { people: [woman, girl, girl], risk: 'LOW', country: 'AL' };
  const requests = workers.flatMap(worker => Array.from({ length: 25 }, () => ({ worker, key: newKey() })));
  const racing = requests.map(({ worker, key }) => hold(worker, shelterId, need, key));
  await Promise.race(racing);
  await hub.kill('shelters');
  await Promise.all(racing);
  await hub.start('shelters');

  // Everybody tries again with the same key, as a phone on a bad network does.
  const answers = await Promise.all(
    requests.map(({ worker, key }) => untilAnswered(() => hold(worker, shelterId, need, key))),
  );
  const winners = answers.flatMap(({ data }) => data?.holdBeds ?? []);
  expect(winners).toHaveLength(2);
  for (const { data, errors } of answers) {
    if (!data?.holdBeds) expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
  }
  const claims = await claimsOf(shelterId);
  expect(claims).toHaveLength(6);
  for (const { id } of winners) expect(claims.filter(({ hold_id }) => hold_id === id)).toHaveLength(3);
  const holds = await hub.sql('shelters', 'select id from bed_hold where shelter_id = $1', [shelterId]);
  expect(new Set(holds.map(({ id }) => id))).toEqual(new Set(winners.map(({ id }) => id)));
  expect(await boardOf(manager, shelterId)).toEqual({ AVAILABLE: 1, HELD: 6, OCCUPIED: 0, BLOCKED: 0 });
}, 120_000);
