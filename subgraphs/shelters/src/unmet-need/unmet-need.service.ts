import { createHash } from 'node:crypto';
import type { Member } from '@ura/access';
import { newId, type ScopedDatabase } from '@ura/database';
import { Invalid } from '@ura/errors';
import type { Count, Country, RiskLevel } from '@ura/vocabulary';
import { DateTime } from 'luxon';
import type { EntityManager } from 'typeorm';
import type { HouseholdMember } from '../hold/hold.entity';
import { household } from '../need/choose-beds.rules';
import type { BedReason, BedVerdict } from '../need/need.entity';
import type { BedNeed } from '../need/need.inputs';
import { type UnmetNeed, UnmetReason } from './unmet-need.entity';
import type { UnmetNeedArgs } from './unmet-need.inputs';
import { failedOn, inSteps, suppress } from './unmet-need.rules';

/** A need that found nobody, as far as it is counted. */
export interface Unmet {
  readonly people: readonly HouseholdMember[];
  readonly risk: RiskLevel;
  readonly country?: Country | null;
  readonly reason: UnmetReason;
}

/** Counts a need that found nobody: once an hour for one worker and one composition. */
export const countUnmet = async (manager: EntityManager, viewer: Member, unmet: Unmet): Promise<void> => {
  const people = unmet.people.map(({ sex, ageBand, wheelchair, cot }) =>
    [sex, ageBand, wheelchair, cot].join(),
  );
  const composition = [viewer.id, unmet.risk, unmet.country ?? '', ...people.sort()].join(' ');
  await manager.query(
    `insert into turned_away (id, organisation_id, country, reason, key)
     values ($1, $2, $3, $4, $5 || to_char(now(), ' YYYY-MM-DD HH24')) on conflict do nothing`,
    [
      newId(),
      viewer.organisationId,
      unmet.country ?? null,
      unmet.reason,
      createHash('sha256').update(composition).digest('base64url'),
    ],
  );
};

interface Found {
  readonly shelter: { readonly country: Country };
  readonly verdict: BedVerdict;
  readonly reasons: readonly BedReason[];
}

/** Counts a search that found nobody: a need for which every shelter said no. */
export const countIfUnmet = async (
  manager: EntityManager,
  viewer: Member,
  { people, risk, country: asked, regionCode }: BedNeed,
  found: readonly Found[],
): Promise<void> => {
  if (found.some(({ verdict }) => verdict !== 'NO')) return;
  const reason = failedOn(found.map(({ reasons }) => reasons));
  const country = asked ?? (regionCode ? found[0]?.shelter.country : null);
  await countUnmet(manager, viewer, { people: household(people), risk, country, reason });
};

const ZONE = 'Europe/Tirane';
const LONGEST_MONTHS = 36;
const reasons = Object.values(UnmetReason);
const countries: readonly (Country | null)[] = ['AL', 'XK', null];

export class UnmetNeedService {
  constructor(private readonly database: ScopedDatabase) {}

  /**
   * Always by whole months, each told by itself and without a sum over months or countries, so that no
   * two answers can be taken from one another.
   */
  async of({ from, to }: UnmetNeedArgs): Promise<UnmetNeed[]> {
    const first = DateTime.fromISO(from).startOf('month');
    const last = DateTime.fromISO(to).startOf('month');
    if (to < from) throw new Invalid('to', 'The last day is not before the first.');
    if (last.diff(first, 'months').months >= LONGEST_MONTHS) {
      throw new Invalid('to', 'Please ask for at most three years.');
    }
    const { counts, current } = await this.counted(first.toISODate()!, last.toISODate()!);
    const months = Array.from({ length: last.diff(first, 'months').months + 1 }, (_, index) =>
      first.plus({ months: index }),
    );
    return months
      .filter(month => month.toISODate()! <= current)
      .flatMap(month => countries.flatMap(country => table(month, country, counts, current)));
  }

  private counted(first: string, last: string): Promise<{ counts: Counted[]; current: string }> {
    return this.database.run(async manager => {
      const counts: Counted[] = await manager.query(
        `select date_trunc('month', created_at at time zone $3)::date::text as month, country, reason,
                count(*)::int as needs
           from turned_away
          where created_at >= ($1::date)::timestamp at time zone $3
            and created_at < ($2::date + interval '1 month') at time zone $3
          group by 1, 2, 3`,
        [first, last, ZONE],
      );
      const [{ current }] = await manager.query(
        `select date_trunc('month', now() at time zone $1)::date::text as current`,
        [ZONE],
      );
      return { counts, current };
    });
  }
}

interface Counted {
  readonly month: string;
  readonly country: Country | null;
  readonly reason: UnmetReason;
  readonly needs: number;
}

/** One month of one country: the total, and every reason. */
function table(
  month: DateTime,
  country: Country | null,
  counts: readonly Counted[],
  current: string,
): UnmetNeed[] {
  const from = month.toISODate()!;
  const here = counts.filter(counted => counted.month === from && counted.country === country);
  const { total, cells } = suppress(
    reasons.map(reason => here.find(counted => counted.reason === reason)?.needs ?? 0),
  );
  const told = (count: number | null): Count | null => {
    if (count === null) return null;
    return from < current
      ? { value: count, qualifier: 'EXACT' }
      : { value: inSteps(count), qualifier: 'AT_LEAST' };
  };
  const row = { from, to: month.endOf('month').toISODate()!, country };
  return [
    { ...row, reason: null, needs: told(total) },
    ...reasons.map((reason, index) => ({ ...row, reason, needs: told(cells[index]!) })),
  ];
}
