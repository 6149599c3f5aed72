import type { Member } from '@ura/access';
import fc from 'fast-check';
import {
  codeOf,
  type House,
  holdBeds,
  house,
  minutesPass,
  mutate,
  need,
  type Stage,
  stage,
  worker,
} from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

interface Row {
  readonly bed: string;
  readonly kind: 'HOLD' | 'STAY' | 'BLOCK';
  readonly from: Date | null;
  readonly until: Date | null;
}

const claimsOf = async (shelterId: string): Promise<{ rows: Row[]; now: Date }> => {
  const rows = await on.owner.query(
    `select bed_id as bed, kind, lower(during) as "from", upper(during) as until from claim
      where shelter_id = $1 and not isempty(during)`,
    [shelterId],
  );
  const [{ now }] = await on.owner.query('select clock_timestamp() as now');
  return { rows, now };
};

/** What the figures must be, told again and differently from the product. */
const recomputed = (beds: readonly string[], rows: readonly Row[], now: Date) => {
  const figures = { freeBeds: 0, heldBeds: 0, occupiedBeds: 0, blockedBeds: 0 };
  const counted = { HOLD: 'heldBeds', STAY: 'occupiedBeds', BLOCK: 'blockedBeds' } as const;
  for (const bed of beds) {
    const mine = rows.filter(row => row.bed === bed && row.from! <= now && (!row.until || now < row.until));
    figures[mine[0] ? counted[mine[0].kind] : 'freeBeds'] += 1;
  }
  return figures;
};

const overlaps = (rows: readonly Row[]) =>
  rows.some((one, index) =>
    rows
      .slice(index + 1)
      .some(
        other =>
          one.bed === other.bed &&
          (!other.until || one.from! < other.until) &&
          (!one.until || other.from! < one.until),
      ),
  );

type Step =
  | { readonly does: 'hold'; readonly people: number; readonly minutes: number }
  | {
      readonly does: 'confirm' | 'release' | 'decline' | 'extend' | 'markNoShow' | 'arrive' | 'leave';
      readonly which: number;
    }
  | { readonly does: 'block'; readonly which: number; readonly inMinutes: number; readonly minutes: number }
  | { readonly does: 'unblock'; readonly which: number }
  | { readonly does: 'pass'; readonly minutes: number };

const which = fc.nat({ max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('hold' as const),
      people: fc.integer({ min: 1, max: 3 }),
      minutes: fc.constantFrom(15, 60, 240),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constantFrom('confirm', 'release', 'decline', 'extend', 'markNoShow', 'arrive', 'leave'),
      which,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('block' as const),
      which,
      inMinutes: fc.constantFrom(0, 30, 300),
      minutes: fc.constantFrom(20, 600),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('unblock' as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('pass' as const), minutes: fc.constantFrom(10, 45, 70, 400) }),
  },
);

/** A shelter, and what was done to it so far. */
class Story {
  private readonly holds: { id: string; asker: Member }[] = [];
  private readonly stays: string[] = [];
  constructor(private readonly at: House) {}

  async take(step: Step): Promise<string | undefined> {
    if (step.does === 'pass') return void (await minutesPass(on.owner, this.at.id, step.minutes));
    if (step.does === 'hold') return this.hold(step.people, step.minutes);
    const bedId = this.at.beds[step.which % this.at.beds.length];
    if (step.does === 'unblock') return this.ask(this.at.staff, 'unblockBed', { bedId });
    if (step.does === 'block') {
      const from = step.inMinutes ? later(step.inMinutes) : null;
      return this.ask(this.at.staff, 'blockBed', {
        bedId,
        reason: 'REPAIR',
        from,
        until: later(step.inMinutes + step.minutes),
      });
    }
    return this.settle(step.does, step.which);
  }

  private async settle(does: string, which: number): Promise<string | undefined> {
    if (does === 'leave') {
      const stayId = this.stays[which % (this.stays.length || 1)];
      const leaving = { stayId, destination: 'FAMILY', reason: 'PLANNED' };
      return stayId ? this.ask(this.at.staff, 'endStay', leaving) : undefined;
    }
    const hold = this.holds[which % (this.holds.length || 1)];
    if (!hold) return undefined;
    const holdId = hold.id;
    const { staff } = this.at;
    if (does === 'arrive') return this.arrive(holdId);
    if (does === 'confirm') return this.ask(staff, 'confirmHold', { holdId, arriveBy: later(30) });
    if (does === 'decline') return this.ask(staff, 'declineHold', { holdId, reason: 'STAFF' });
    if (does === 'markNoShow') return this.ask(staff, 'markNoShow', { holdId });
    if (does === 'extend') return this.ask(hold.asker, 'extendHold', { holdId, minutes: 60 });
    return this.ask(hold.asker, 'releaseHold', { holdId });
  }

  private async hold(people: number, minutes: number): Promise<string | undefined> {
    const asker = worker();
    const household = need({ people: Array(people).fill({ sex: 'FEMALE', ageBand: 'AGE_25_59' }) });
    const answer = await holdBeds(on.client, asker, this.at.id, { need: household, minutes });
    if (answer.data?.holdBeds) this.holds.push({ id: answer.data.holdBeds.id, asker });
    return codeOf(answer);
  }

  private async arrive(holdId: string): Promise<string | undefined> {
    const idempotencyKey = crypto.randomUUID();
    const answer = await mutate(on.client, this.at.staff, 'arriveFromHold', {
      holdId,
      people: [{}],
      idempotencyKey,
    });
    for (const { id } of answer.data?.arriveFromHold ?? []) this.stays.push(id);
    return codeOf(answer);
  }

  private async ask(viewer: Member, name: string, input: object): Promise<string | undefined> {
    return codeOf(await mutate(on.client, viewer, name, input));
  }
}

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const FIGURES = '{ freeBeds heldBeds occupiedBeds blockedBeds }';

test('whatever happens, the figures shown are those of the claims, and claims never overlap', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async steps => {
      const at = await house(on.owner, { rooms: [{ beds: 3 }, { beds: 1, accessible: true }] });
      const story = new Story(at);
      for (const each of steps) {
        const refusal = await story.take(each);
        expect(['CONFLICT', undefined]).toContain(refusal);
        seen.add(`${each.does} ${refusal ?? 'goes'}`);
        const answer = await on.client.ask(
          worker(),
          `query ($id: ID!) { shelter(id: $id) { availability ${FIGURES} } }`,
          { id: at.id },
        );
        const { rows, now } = await claimsOf(at.id);
        expect(answer.data.shelter.availability).toEqual(recomputed(at.beds, rows, now));
        expect(overlaps(rows)).toBe(false);
      }
    }),
    { numRuns: 20 },
  );
  for (const does of ['hold', 'confirm', 'release', 'block']) expect([...seen]).toContain(`${does} goes`);
}, 120_000);

test('a second claim of a bed at one time is refused by the database itself', async () => {
  const { id, beds, organisationId } = await house(on.owner, { rooms: [{ beds: 1 }] });
  const claim = (from: number, until: number | null) =>
    on.owner.query(
      `insert into claim (id, bed_id, shelter_id, organisation_id, kind, stay_id, during)
       values (gen_random_uuid(), $1, $2, $3, 'STAY', gen_random_uuid(),
               tstzrange(now() + $4 * interval '1 hour', now() + $5 * interval '1 hour'))`,
      [beds[0], id, organisationId, from, until],
    );
  await claim(0, 5);
  await claim(5, 6);
  await expect(claim(4, 5)).rejects.toThrow('claim_one_at_a_time');
  await expect(claim(-1, null)).rejects.toThrow('claim_one_at_a_time');
  await claim(6, null);
});

test('availability is asked of an index, whatever the number of claims', async () => {
  const { beds } = await house(on.owner, { rooms: [{ beds: 2 }] });
  await on.owner.transaction(async manager => {
    await manager.query('set local enable_seqscan = off');
    const plan = await manager.query(
      `explain select from unnest($1::uuid[]) as wanted (id) join claim on claim.bed_id = wanted.id
          and claim.during && tstzrange(now(), null)`,
      [beds],
    );
    expect(JSON.stringify(plan)).toContain('claim_one_at_a_time');
  });
});
