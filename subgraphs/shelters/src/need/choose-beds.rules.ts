import type { HouseholdMember } from '../hold/hold.entity';
import type { PersonInNeed } from './need.inputs';

/** A room as a household needs to know it. `free` are those of its beds that nobody has. */
export interface RoomToFill {
  readonly id: string;
  readonly familyUnit: boolean;
  readonly accessible: boolean;
  readonly cots: number;
  readonly beds: readonly string[];
  readonly free: readonly string[];
}

export type Sleeper = Pick<HouseholdMember, 'ageBand' | 'wheelchair' | 'cot'>;

/** What is kept of people in need, and judged of their beds. A child's age is left behind. */
export const household = (people: readonly PersonInNeed[]): HouseholdMember[] =>
  people.map(({ sex, ageBand, wheelchair, cot }) => ({
    sex,
    ageBand,
    wheelchair: wheelchair === true,
    cot: cot === true,
  }));

const minorBands: readonly string[] = ['AGE_0_5', 'AGE_6_11', 'AGE_12_17'];
export const isMinor = ({ ageBand }: Pick<Sleeper, 'ageBand'>): boolean => minorBands.includes(ageBand);

/** Whether they need a unit of their own: several people, a child among them. */
export const needsFamilyUnit = (people: readonly Sleeper[]): boolean =>
  people.length > 1 && people.some(isMinor);

/** What is still looked for, and in which rooms. */
interface Want {
  readonly beds: number;
  readonly accessible: number;
  readonly cots: number;
}

/**
 * Beds for all of them, or null: never for some. A family unit belongs to one household at a time, so
 * it is taken only when all its beds are free; a household with children takes the fewest units that
 * hold it. Everybody else takes ordinary beds, and an empty unit only when those are not enough. A cot
 * stands beside somebody's bed and is none.
 */
export const chooseBeds = (rooms: readonly RoomToFill[], people: readonly Sleeper[]): string[] | null => {
  const cots = people.filter(({ cot }) => cot).length;
  const sleepers = Math.max(people.length - cots, 1);
  const wheelchairs = Math.min(people.filter(({ wheelchair }) => wheelchair).length, sleepers);
  const inOrder = [...rooms].sort((a, b) => (a.id < b.id ? -1 : 1));
  const units = inOrder.filter(
    ({ familyUnit, beds, free }) => familyUnit && beds.length > 0 && free.length === beds.length,
  );
  if (needsFamilyUnit(people) || cots > 0) {
    return chooseUnits(units, { beds: sleepers, accessible: wheelchairs, cots });
  }
  const ordinary = inOrder.filter(({ familyUnit }) => !familyUnit);
  const accessible = ordinary.filter(room => room.accessible).flatMap(({ free }) => free);
  const others = ordinary.filter(room => !room.accessible).flatMap(({ free }) => free);
  const forWheelchairs = accessible.slice(0, wheelchairs);
  const forOthers = [...others, ...accessible.slice(forWheelchairs.length)].slice(0, sleepers - wheelchairs);
  const taken = [...forWheelchairs, ...forOthers];
  if (taken.length === sleepers) return taken;
  const missing = { beds: sleepers - taken.length, accessible: wheelchairs - forWheelchairs.length, cots: 0 };
  const more = chooseUnits(units, missing);
  return more && [...taken, ...more];
};

interface Choice {
  readonly units: readonly RoomToFill[];
  readonly beds: number;
  readonly have: Want;
  /** Units that a wheelchair does not enter: somebody on foot must sleep in each. */
  readonly steps: number;
}

/**
 * The fewest units with enough beds, accessible beds and cots; of equally few, those with the fewest
 * beds to spare. One pass over the units, keeping the best choice for each amount reached so far.
 */
function chooseUnits(units: readonly RoomToFill[], want: Want): string[] | null {
  const best = new Map<number, Choice>();
  best.set(0, { units: [], beds: 0, have: { beds: 0, accessible: 0, cots: 0 }, steps: 0 });
  for (const unit of units) {
    for (const choice of [...best.values()]) {
      const next = withUnit(choice, unit, want);
      if (next.units.length > want.beds || next.steps > want.beds - want.accessible) continue;
      const known = best.get(keyOf(next));
      if (!known || isBetter(next, known)) best.set(keyOf(next), next);
    }
  }
  const found = [...best.values()]
    .filter(
      ({ have }) => have.beds === want.beds && have.accessible === want.accessible && have.cots === want.cots,
    )
    .reduce<Choice | null>((one, other) => (one && !isBetter(other, one) ? one : other), null);
  return found && spread(found.units, want);
}

const withUnit = ({ units, beds, have, steps }: Choice, unit: RoomToFill, want: Want): Choice => ({
  units: [...units, unit],
  beds: beds + unit.beds.length,
  have: {
    beds: Math.min(want.beds, have.beds + unit.beds.length),
    accessible: Math.min(want.accessible, have.accessible + (unit.accessible ? unit.beds.length : 0)),
    cots: Math.min(want.cots, have.cots + unit.cots),
  },
  steps: want.accessible > 0 && !unit.accessible ? steps + 1 : steps,
});

const keyOf = ({ have, steps }: Choice) => ((have.beds * 16 + have.accessible) * 16 + have.cots) * 16 + steps;

const isBetter = (one: Choice, other: Choice) =>
  one.units.length !== other.units.length ? one.units.length < other.units.length : one.beds < other.beds;

/** One bed in every unit, so that each is theirs alone; then the accessible ones; then the rest. */
function spread(units: readonly RoomToFill[], want: Want): string[] {
  const chosen = units.map(({ beds }) => beds[0]!);
  const take = (beds: readonly string[], limit: number) => {
    for (const bed of beds) if (chosen.length < limit && !chosen.includes(bed)) chosen.push(bed);
  };
  const accessible = units.filter(unit => unit.accessible).flatMap(({ beds }) => beds);
  const already = chosen.filter(bed => accessible.includes(bed)).length;
  take(accessible, Math.min(want.beds, chosen.length + Math.max(0, want.accessible - already)));
  take(
    units.flatMap(({ beds }) => beds),
    want.beds,
  );
  return chosen;
}
