import type { Person } from '../hub';
import { newKey } from '../hub';

/** What the people of the journeys type. */
export const FIND = `query ($need: BedNeed!) {
  findBeds(need: $need) { verdict reasons freshness asOf shelter { id name { en } } phone { number } }
}`;
export const HOLD = `mutation ($input: HoldBedsInput!) {
  holdBeds(input: $input) { id code status expiresAt shelter { id } beds { id } }
}`;
export const BOARD = `query ($shelterId: ID!) { bedBoard(shelterId: $shelterId) { beds { id status } } }`;
export const CONFIRM = `mutation ($input: ConfirmHoldInput!) { confirmHold(input: $input) { status arriveBy } }`;
export const ARRIVE = `mutation ($input: ArriveFromHoldInput!) { arriveFromHold(input: $input) { id status } }`;

export const woman = { sex: 'FEMALE', ageBand: 'AGE_25_59' };
export const girl = { sex: 'FEMALE', ageBand: 'AGE_6_11' };
export const boy = { sex: 'MALE', ageBand: 'AGE_0_5' };
export const inVlora = { risk: 'MEDIUM', situation: 'DOMESTIC_VIOLENCE', country: 'AL', regionCode: 'AL-12' };

export const offerOf = async (who: Person, need: object, shelterId: string) => {
  const { data, errors } = await who.ask(FIND, { need });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.findBeds.find((offer: { shelter: { id: string } }) => offer.shelter.id === shelterId);
};

export const hold = (who: Person, shelterId: string, need: object, idempotencyKey = newKey()) =>
  who.ask(HOLD, { input: { shelterId, need, minutes: 60, idempotencyKey } });

/** How many beds of a shelter's board are in each status. */
export const boardOf = async (who: Person, shelterId: string): Promise<Record<string, number>> => {
  const { data, errors } = await who.ask(BOARD, { shelterId });
  if (errors) throw new Error(JSON.stringify(errors));
  return countsOf(data.bedBoard.beds);
};

export const countsOf = (beds: readonly { readonly status: string }[]): Record<string, number> => {
  const counts: Record<string, number> = { AVAILABLE: 0, HELD: 0, OCCUPIED: 0, BLOCKED: 0 };
  for (const { status } of beds) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};
