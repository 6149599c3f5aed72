import fc from 'fast-check';
import { chooseBeds, type RoomToFill, type Sleeper } from './choose-beds.rules';

const room = (id: string, given: Partial<RoomToFill> & { count: number }): RoomToFill => {
  const { count, ...rest } = given;
  const beds = Array.from({ length: count }, (_, index) => `${id}${index}`);
  return { id, familyUnit: false, accessible: false, cots: 0, beds, free: beds, ...rest };
};
const woman: Sleeper = { ageBand: 'AGE_25_59', wheelchair: false, cot: false };
const child: Sleeper = { ageBand: 'AGE_6_11', wheelchair: false, cot: false };
const baby: Sleeper = { ageBand: 'AGE_0_5', wheelchair: false, cot: true };
const onWheels: Sleeper = { ...woman, wheelchair: true };

const ordinary = room('o', { count: 2 });
const accessible = room('p', { count: 1, accessible: true });
const unit = room('u', { count: 3, familyUnit: true, cots: 1 });
const bigUnit = room('v', { count: 4, familyUnit: true, accessible: true });

describe('beds for a household', () => {
  test.each<[string, RoomToFill[], Sleeper[], string[] | null]>([
    ['a woman takes an ordinary bed before a family unit', [unit, ordinary], [woman], ['o0']],
    ['a woman takes an empty unit when there is nothing else', [unit], [woman], ['u0']],
    ['a woman leaves the accessible bed to who needs it', [accessible, ordinary], [woman], ['o0']],
    ['a wheelchair needs an accessible room', [ordinary], [onWheels], null],
    ['a wheelchair gets the accessible bed', [ordinary, accessible], [onWheels], ['p0']],
    ['a mother and child take a unit', [ordinary, unit], [woman, child], ['u0', 'u1']],
    [
      'a mother and child never share with others',
      [ordinary, { ...unit, free: ['u0', 'u1'] }],
      [woman, child],
      null,
    ],
    ['a mother and child do not take ordinary beds', [ordinary], [woman, child], null],
    ['the smallest unit that is enough is taken', [bigUnit, unit], [woman, child], ['u0', 'u1']],
    [
      'a household takes two units when one is too small',
      [unit, bigUnit],
      [woman, child, child, child, child],
      ['u0', 'v0', 'u1', 'u2', 'v1'],
    ],
    ['a baby in a cot takes no bed', [unit], [woman, baby], ['u0']],
    ['two babies need two cots', [unit], [woman, baby, baby], null],
    [
      'a family with a wheelchair takes the accessible unit',
      [unit, bigUnit],
      [onWheels, child],
      ['v0', 'v1'],
    ],
    [
      'women without children share ordinary rooms',
      [ordinary, accessible],
      [woman, woman, woman],
      ['o0', 'o1', 'p0'],
    ],
    ['and fill up with an empty unit', [ordinary, unit], [woman, woman, woman], ['o0', 'o1', 'u0']],
    ['nobody is placed when one is too many', [ordinary], [woman, woman, woman], null],
    ['an empty house takes nobody', [], [woman], null],
  ])('%s', (_claim, rooms, people, expected) => {
    expect(chooseBeds(rooms, people)).toEqual(expected);
  });
});

const anyRoom = fc
  .record({
    familyUnit: fc.boolean(),
    accessible: fc.boolean(),
    cots: fc.nat({ max: 2 }),
    count: fc.integer({ min: 1, max: 4 }),
    taken: fc.array(fc.nat({ max: 3 }), { maxLength: 2 }),
  })
  .map(({ taken, ...given }) => (id: string) => {
    const made = room(id, given);
    return { ...made, free: made.beds.filter((_, index) => !taken.includes(index)) };
  });
const rooms = fc
  .array(anyRoom, { maxLength: 7 })
  .map(makers => makers.map((make, index) => make(`room${index}-`)));
const people = fc.array(
  fc.record<Sleeper>({
    ageBand: fc.constantFrom('AGE_0_5', 'AGE_12_17', 'AGE_25_59', 'AGE_60_PLUS'),
    wheelchair: fc.boolean(),
    cot: fc.constant(false),
  }),
  { minLength: 1, maxLength: 12 },
);
const withCots = people.map(all =>
  all.map(one => ({ ...one, cot: one.ageBand === 'AGE_0_5' && !one.wheelchair })),
);

describe('whatever the house and the household', () => {
  test('all are placed, each in a free bed of their own, or nobody is', () => {
    fc.assert(
      fc.property(rooms, withCots, (house, household) => {
        const chosen = chooseBeds(house, household);
        if (chosen === null) return;
        const free = house.flatMap(each => each.free);
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen.every(bed => free.includes(bed))).toBe(true);
        expect(chosen).toHaveLength(Math.max(1, household.filter(({ cot }) => !cot).length));
      }),
    );
  });

  test('a unit in which somebody sleeps is never given to others, and children sleep in units', () => {
    fc.assert(
      fc.property(rooms, withCots, (house, household) => {
        const chosen = chooseBeds(house, household) ?? [];
        const used = house.filter(({ beds }) => beds.some(bed => chosen.includes(bed)));
        for (const { familyUnit, beds, free } of used) if (familyUnit) expect(free).toEqual(beds);
        const withChild =
          household.length > 1 && household.some(({ ageBand }) => ['AGE_0_5', 'AGE_12_17'].includes(ageBand));
        if (withChild) expect(used.every(({ familyUnit }) => familyUnit)).toBe(true);
      }),
    );
  });

  test('who uses a wheelchair sleeps in an accessible room, and cots are beside them', () => {
    fc.assert(
      fc.property(rooms, withCots, (house, household) => {
        const chosen = chooseBeds(house, household);
        if (chosen === null) return;
        const reachable = house.filter(each => each.accessible).flatMap(({ beds }) => beds);
        const wheelchairs = household.filter(({ wheelchair }) => wheelchair).length;
        expect(chosen.filter(bed => reachable.includes(bed)).length).toBeGreaterThanOrEqual(wheelchairs);
        const used = house.filter(({ beds }) => beds.some(bed => chosen.includes(bed)));
        const cots = used.reduce((sum, each) => sum + each.cots, 0);
        expect(cots).toBeGreaterThanOrEqual(household.filter(({ cot }) => cot).length);
      }),
    );
  });

  test('the order in which rooms are listed changes nothing', () => {
    fc.assert(
      fc.property(rooms, withCots, (house, household) => {
        expect(chooseBeds([...house].reverse(), household)).toEqual(chooseBeds(house, household));
      }),
    );
  });

  test('another free room never costs anybody a place', () => {
    fc.assert(
      fc.property(rooms, withCots, anyRoom, (house, household, more) => {
        if (chooseBeds(house, household) === null) return;
        expect(chooseBeds([...house, more('zz-')], household)).not.toBeNull();
      }),
    );
  });

  test('whoever goes in beside others would go in if nobody were there', () => {
    fc.assert(
      fc.property(rooms, withCots, (house, household) => {
        if (chooseBeds(house, household) === null) return;
        const empty = house.map(each => ({ ...each, free: each.beds }));
        expect(chooseBeds(empty, household)).not.toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });
});
