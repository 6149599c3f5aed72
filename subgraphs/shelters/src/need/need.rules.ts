import { hasRole, type Viewer } from '@ura/access';
import type { Places } from '../place/place.rules';
import { yearsOf } from './fit.rules';
import type { BedNeed, PersonInNeed } from './need.inputs';

/** Only a case manager holds a case's reference. */
export const mayNameCase = hasRole('CASE_MANAGER');

/** What is wrong with a need: the field within it, and a sentence. */
export interface Wrong {
  readonly field: string;
  readonly sentence: string;
}

const MINUTE = 60_000;
const FARTHEST_DAYS = 365;

/** The first thing that is wrong with a need, as far as its own types do not say; null when all is well. */
export const wrongWith = (need: BedNeed, viewer: Viewer, places: Places, now: Date): Wrong | null => {
  if (need.caseRef && !mayNameCase(viewer, need)) {
    return { field: 'caseRef', sentence: 'Only a case manager names a case.' };
  }
  for (const [index, person] of need.people.entries()) {
    const wrong = wrongWithPerson(person);
    if (wrong) return { ...wrong, field: `people.${index}.${wrong.field}` };
  }
  if (need.regionCode && !places.has(need.regionCode)) return unknownPlace('regionCode');
  if (need.regionCode && need.country && places.get(need.regionCode)?.country !== need.country) {
    return { field: 'regionCode', sentence: 'This place is in the other country.' };
  }
  const avoided = (need.avoidPlaceCodes ?? []).findIndex(code => !places.has(code));
  if (avoided >= 0) return unknownPlace(`avoidPlaceCodes.${avoided}`);
  if (!need.from) return null;
  if (need.from.getTime() < now.getTime() - MINUTE) return { field: 'from', sentence: 'This time is past.' };
  const ahead = (need.from.getTime() - now.getTime()) / (24 * 60 * MINUTE);
  return ahead > FARTHEST_DAYS ? { field: 'from', sentence: 'This is more than a year ahead.' } : null;
};

const unknownPlace = (field: string): Wrong => ({ field, sentence: 'This place is not known.' });

function wrongWithPerson({ age, ageBand, cot }: PersonInNeed): Wrong | null {
  const years = yearsOf[ageBand];
  if (typeof age === 'number' && ageBand !== 'UNKNOWN' && !(years && years[0] <= age && age <= years[1])) {
    return { field: 'age', sentence: 'The age is not within the band.' };
  }
  if (cot && ageBand !== 'AGE_0_5' && ageBand !== 'UNKNOWN') {
    return { field: 'cot', sentence: 'A cot is for a child of up to 5 years.' };
  }
  return null;
}
