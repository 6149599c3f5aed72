import type { ArrivalInput } from './stay.inputs';

export type BedsGiven =
  | { readonly given: readonly (string | null)[] }
  | { readonly wrong: number; readonly sentence: string };

/**
 * Which held bed each of those who arrived gets: the one that was named, or else the next one left. When
 * the beds are given out, the others are children in cots beside them, with no bed of their own.
 */
export const bedsFor = (people: readonly ArrivalInput[], held: readonly string[]): BedsGiven => {
  const named = people.map(({ bedId }) => bedId?.toLowerCase() ?? null);
  const stranger = named.findIndex(bedId => bedId !== null && !held.includes(bedId));
  if (stranger >= 0) return { wrong: stranger, sentence: 'This bed is not one of those held.' };
  const twice = named.findIndex((bedId, index) => bedId !== null && named.indexOf(bedId) < index);
  if (twice >= 0) return { wrong: twice, sentence: 'This bed is given to somebody else already.' };
  const left = held.filter(bedId => !named.includes(bedId));
  return { given: named.map(bedId => bedId ?? left.shift() ?? null) };
};

/** The reference that came with the hold is that of the first person of whom nothing else is said. */
export const caseRefsFor = (
  people: readonly Pick<ArrivalInput, 'caseRef'>[],
  ofHold: string | null,
): (string | null)[] => {
  const said = people.map(({ caseRef }) => caseRef?.toLowerCase() ?? null);
  const first = ofHold === null || said.includes(ofHold) ? -1 : said.indexOf(null);
  return said.map((caseRef, index) => (index === first ? ofHold : caseRef));
};
