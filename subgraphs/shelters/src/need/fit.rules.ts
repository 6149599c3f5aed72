import type { Freshness } from '../availability/availability.entity';
import { type Places, regionOf } from '../place/place.rules';
import type { Shelter } from '../shelter/shelter.entity';
import {
  chooseBeds,
  household,
  isMinor,
  needsFamilyUnit,
  type RoomToFill,
  type Sleeper,
} from './choose-beds.rules';
import type { BedReason, BedVerdict } from './need.entity';
import type { BedNeed, PersonInNeed } from './need.inputs';

/** What of a shelter decides whether somebody fits. */
export type FitShelter = Pick<
  Shelter,
  | 'country'
  | 'regionCode'
  | 'risks'
  | 'sexes'
  | 'ageBands'
  | 'situations'
  | 'oldestBoy'
  | 'languages'
  | 'maximumNights'
  | 'leaseUntil'
  | 'closedFrom'
  | 'closedUntil'
>;

/** A shelter's rooms, three times: as if nobody were there, free for tonight, and free for all the nights. */
export interface Rooms {
  readonly empty: readonly RoomToFill[];
  readonly tonight: readonly RoomToFill[];
  readonly throughout: readonly RoomToFill[];
}

export interface Moment {
  readonly now: Date;
  /** The end of the last night; null where it is open. */
  readonly until: Date | null;
  readonly freshness: Freshness;
}

export interface Fit {
  readonly verdict: BedVerdict;
  readonly reasons: readonly BedReason[];
  /** The beds to hold; null where they do not go in tonight. */
  readonly beds: readonly string[] | null;
}

type Found = { readonly no: BedReason[]; readonly call: BedReason[] };
type Fits = 'YES' | 'CALL_FIRST' | 'NO';

/** Whether a shelter could take a whole household, with every reason against it. */
export const fit = (
  shelter: FitShelter,
  rooms: Rooms,
  need: BedNeed,
  places: Places,
  moment: Moment,
): Fit => {
  const found: Found = { no: [], call: [] };
  const people = household(need.people);
  const say = (reason: BedReason, fits: Fits) => {
    if (fits !== 'YES') found[fits === 'NO' ? 'no' : 'call'].push(reason);
  };
  say('RISK', riskFits(shelter, need));
  say('SEX', worst(need.people.map(person => sexFits(shelter, person))));
  say('AGE', worst(need.people.map(person => ageFits(shelter, person))));
  say('SITUATION', need.situation && !shelter.situations.includes(need.situation) ? 'NO' : 'YES');
  const tonight = chooseBeds(rooms.tonight, people);
  const lacks = tonight ? [] : roomReasons(rooms.empty, people);
  found.no.push(...lacks);
  say('PLACE', isAvoided(shelter, need, places) ? 'NO' : 'YES');
  const from = need.from ?? moment.now;
  say('CLOSED', isClosed(shelter, from, moment.now) || isOver(shelter, from) ? 'NO' : 'YES');
  say('NOT_AVAILABLE', tonight === null && lacks.length === 0 ? 'NO' : 'YES');
  say('STALE', moment.freshness === 'STALE' ? 'CALL_FIRST' : 'YES');
  say('LANGUAGE', sharesLanguage(shelter, need) ? 'YES' : 'CALL_FIRST');
  const throughout = tonight && chooseBeds(rooms.throughout, people);
  say('NIGHTS', tonight && (!throughout || !allNights(shelter, need, moment)) ? 'CALL_FIRST' : 'YES');
  const reasons = [...new Set([...found.no, ...found.call])];
  if (found.no.length > 0) return { verdict: 'NO', reasons, beds: tonight };
  return { verdict: found.call.length > 0 ? 'CALL_FIRST' : 'YES', reasons, beds: throughout ?? tonight };
};

const worst = (all: readonly Fits[]): Fits => {
  if (all.includes('NO')) return 'NO';
  return all.includes('CALL_FIRST') ? 'CALL_FIRST' : 'YES';
};

const riskFits = ({ risks }: FitShelter, { risk }: BedNeed): Fits => {
  if (risk === 'NOT_ASSESSED') return 'CALL_FIRST';
  return risks.includes(risk) ? 'YES' : 'NO';
};

const isChild = (person: PersonInNeed) => typeof person.age === 'number' || isMinor(person);

/** Sex, as it rules out adults and girls. Boys are judged by their age; who is neither is asked about. */
const sexFits = ({ sexes, oldestBoy }: FitShelter, person: PersonInNeed): Fits => {
  if (sexes.includes(person.sex)) return 'YES';
  if (person.sex === 'FEMALE') return 'NO';
  if (person.sex !== 'MALE') return sexes.includes('FEMALE') && sexes.includes('MALE') ? 'YES' : 'CALL_FIRST';
  const maybeChild = isChild(person) || person.ageBand === 'UNKNOWN';
  return maybeChild && oldestBoy !== null ? 'YES' : 'NO';
};

const ageFits = (shelter: FitShelter, person: PersonInNeed): Fits => {
  const band = bandFits(shelter, person);
  const isBoy = person.sex === 'MALE' && !shelter.sexes.includes('MALE') && shelter.oldestBoy !== null;
  return isBoy ? worst([band, boyFits(shelter.oldestBoy!, person)]) : band;
};

const bandFits = ({ ageBands }: FitShelter, { ageBand }: PersonInNeed): Fits => {
  if (ageBands.includes(ageBand)) return 'YES';
  if (ageBand !== 'UNKNOWN') return 'NO';
  return ageBands.length === ALL_BANDS ? 'YES' : 'CALL_FIRST';
};

const ALL_BANDS = 6;

/** The years of a child's band. */
export const yearsOf: Readonly<Record<string, readonly [number, number]>> = {
  AGE_0_5: [0, 5],
  AGE_6_11: [6, 11],
  AGE_12_17: [12, 17],
};

/** A boy's age decides. Without one the band does, as far as it can. */
const boyFits = (oldestBoy: number, { age, ageBand }: PersonInNeed): Fits => {
  if (typeof age === 'number') return age <= oldestBoy ? 'YES' : 'NO';
  const [youngest, oldest] = yearsOf[ageBand] ?? [0, Number.POSITIVE_INFINITY];
  if (oldest <= oldestBoy) return 'YES';
  if (ageBand !== 'UNKNOWN' && !yearsOf[ageBand]) return 'YES';
  return youngest <= oldestBoy ? 'CALL_FIRST' : 'NO';
};

/** What the house itself lacks; nothing where they would go in if nobody were there. */
function roomReasons(house: readonly RoomToFill[], people: readonly Sleeper[]): BedReason[] {
  const goes = (without: Partial<Sleeper>) =>
    chooseBeds(
      house,
      people.map(person => ({ ...person, ...without })),
    ) !== null;
  if (goes({})) return [];
  if (!goes({ cot: false, wheelchair: false })) {
    return needsFamilyUnit(people) ? ['FAMILY_UNIT'] : ['NOT_AVAILABLE'];
  }
  const withoutStairs = goes({ wheelchair: false });
  const withoutCots = goes({ cot: false });
  if (withoutStairs && !withoutCots) return ['ACCESS'];
  if (withoutCots && !withoutStairs) return ['COT'];
  return ['ACCESS', 'COT'];
}

/** By region, however small the place: by single towns one could find out where a shelter is. */
const isAvoided = (shelter: FitShelter, { avoidPlaceCodes }: BedNeed, places: Places): boolean =>
  (avoidPlaceCodes ?? []).some(code => {
    const region = regionOf(places, code);
    return region === null ? places.get(code)?.country === shelter.country : region === shelter.regionCode;
  });

/** Whether it takes nobody now, or when they would come. */
export const isClosed = (
  { closedFrom, closedUntil }: Pick<Shelter, 'closedFrom' | 'closedUntil'>,
  at: Date,
  now: Date,
): boolean => closedFrom !== null && closedUntil !== null && closedFrom <= at && closedUntil > now;

/** Whether the lease of an apartment has ended by then. */
const isOver = ({ leaseUntil }: FitShelter, at: Date): boolean =>
  leaseUntil !== null && at > endOf(leaseUntil);

const endOf = (day: string) => new Date(`${day}T23:59:59Z`);

const sharesLanguage = (shelter: FitShelter, { languages }: BedNeed): boolean =>
  !languages?.length || languages.some(language => shelter.languages.includes(language));

const allNights = (
  { maximumNights, leaseUntil }: FitShelter,
  { nights }: BedNeed,
  { until }: Moment,
): boolean => {
  if (nights === null || nights === undefined || until === null) return true;
  if (maximumNights !== null && nights > maximumNights) return false;
  return leaseUntil === null || until <= endOf(leaseUntil);
};

const verdicts: readonly BedVerdict[] = ['YES', 'CALL_FIRST', 'NO'];
const freshnesses: readonly Freshness[] = ['FRESH', 'AGING', 'STALE'];

export interface Ranked {
  readonly verdict: BedVerdict;
  readonly freshness: Freshness;
  /** From the centre of the region asked for to that of the shelter's; null where none was asked for. */
  readonly kilometres: number | null;
  readonly shelter: Pick<Shelter, 'id' | 'regime'>;
}

/** From the least to the most restrictive: of two that fit alike, the freer house comes first. */
const regimes: readonly Shelter['regime'][] = ['OPEN', 'SEMI_OPEN', 'CLOSED'];

/** Best first: verdict, then nearness of the region, then freshness, then the freer regime. */
export const bestFirst = (one: Ranked, other: Ranked): number =>
  verdicts.indexOf(one.verdict) - verdicts.indexOf(other.verdict) ||
  (one.kilometres ?? 0) - (other.kilometres ?? 0) ||
  freshnesses.indexOf(one.freshness) - freshnesses.indexOf(other.freshness) ||
  regimes.indexOf(one.shelter.regime) - regimes.indexOf(other.shelter.regime) ||
  (one.shelter.id < other.shelter.id ? -1 : 1);
