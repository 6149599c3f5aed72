import { newId } from '@ura/database';
import { member } from '@ura/testkit';
import { type House, openSite, refusal, type Site, woman } from '../stay/house.fixture';
import { Weekday } from './on-call-shift.entity';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const shift = {
  days: Object.values(Weekday),
  from: '00:00',
  to: '24:00',
  phone: '+355 00 000 0001',
  tier: 'ON_CALL',
};

const setOnCall = (viewer: House['staff'], shelterId: string, shifts: object[]) =>
  site.client.ask(
    viewer,
    'mutation ($input: SetOnCallInput!) { setOnCall(input: $input) { id onCall { phone tier from to } } }',
    { input: { shelterId, shifts } },
  );

const phoneOf = async ({ shelter }: House) => {
  const { data } = await site.client.ask(
    member({ roles: ['POLICE_LIAISON'] }),
    'query ($need: BedNeed!) { findBeds(need: $need) { phone { number kind } shelter { id } } }',
    { need: { people: [woman], risk: 'LOW' } },
  );
  return data.findBeds.find((offer: { shelter: { id: string } }) => offer.shelter.id === shelter.id).phone;
};

test('an offer gives the number of whoever is on call now, the manager’s only when nobody else is', async () => {
  const house = await site.house();
  const manager = { ...shift, tier: 'MANAGER', phone: '+355 00 000 0002' };
  await setOnCall(house.manager, house.shelter.id, []);
  expect(await phoneOf(house)).toBeNull();
  await setOnCall(house.manager, house.shelter.id, [manager]);
  expect(await phoneOf(house)).toEqual({ number: manager.phone, kind: 'ON_CALL' });
  await setOnCall(house.manager, house.shelter.id, [manager, shift]);
  expect(await phoneOf(house)).toEqual({ number: shift.phone, kind: 'ON_CALL' });
});

test('a new rota takes the place of the old one', async () => {
  const house = await site.house();
  await setOnCall(house.manager, house.shelter.id, [shift, { ...shift, tier: 'COALITION' }]);
  const { data } = await setOnCall(house.manager, house.shelter.id, [
    { ...shift, from: '20:00', to: '08:00' },
  ]);
  expect(data.setOnCall.onCall).toEqual([
    { phone: shift.phone, tier: 'ON_CALL', from: '20:00', to: '08:00' },
  ]);
});

test('the rota is set by the shelter’s manager, and read by its staff', async () => {
  const [house, other] = [await site.house(), await site.house()];
  await setOnCall(house.manager, house.shelter.id, [shift]);
  expect(refusal(await setOnCall(house.staff, house.shelter.id, []))?.code).toBe('FORBIDDEN');
  expect(refusal(await setOnCall(other.manager, house.shelter.id, []))?.code).toBe('FORBIDDEN');
  expect(refusal(await setOnCall(house.manager, newId(), []))?.code).toBe('NOT_FOUND');
  const query = `{ shelter(id: "${house.shelter.id}") { onCall { phone } } }`;
  expect((await site.client.ask(house.staff, query)).data.shelter.onCall).toHaveLength(1);
  expect((await site.client.ask(other.staff, query)).data.shelter.onCall).toBeNull();
});

test.each([
  [{ from: '8:00' }, 'from'],
  [{ from: '24:00' }, 'from'],
  [{ to: '25:00' }, 'to'],
  [{ from: '08:00', to: '08:00' }, 'to'],
  [{ phone: '0691234567' }, 'phone'],
  [{ phone: `+${'1'.repeat(1_000_000)}` }, 'phone'],
  [{ days: [] }, 'days'],
  [{ days: ['MONDAY', 'MONDAY'] }, 'days'],
])('a shift with %j is refused at its field', async (wrong, field) => {
  const house = await site.house();
  const answer = await setOnCall(house.manager, house.shelter.id, [{ ...shift, ...wrong }]);
  expect(refusal(answer)).toMatchObject({ code: 'INVALID', field: `input.shifts.0.${field}` });
});
