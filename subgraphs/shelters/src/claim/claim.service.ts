import { newId } from '@ura/database';
import { Conflict } from '@ura/errors';
import type { EntityManager } from 'typeorm';
import type { ClaimKind } from './claim.entity';

/**
 * The only words for “it does not go”: full, the last bed went meanwhile, and two people who must not
 * meet are one answer, or somebody could tell them apart.
 */
export const CANNOT_TAKE = 'This shelter cannot take them just now.';

/** A claim as everybody's availability needs it: whose it is stays behind. */
export interface ClaimOver {
  readonly bedId: string;
  /** OVERFLOW is nobody's: the bed is put up for a time, and that is its end. */
  readonly kind: ClaimKind | 'OVERFLOW';
  readonly from: Date;
  /** Null while only people can free the bed. */
  readonly until: Date | null;
}

export interface Taking {
  readonly kind: ClaimKind;
  readonly beds: readonly {
    readonly id: string;
    readonly shelterId: string;
    readonly organisationId: string;
  }[];
  readonly from: Date;
  readonly until: Date | null;
  readonly requesterOrganisationId?: string | null;
  readonly holdId?: string | null;
  readonly stayId?: string | null;
  readonly blockId?: string | null;
}

/** What a claim is of: exactly one of the three. */
export type ClaimOf =
  | { readonly holdId: string }
  | { readonly stayId: string }
  | { readonly blockId: string };

/** The database's clock, in whole milliseconds, so that it is the same moment in TypeScript. */
export const clock = async (manager: EntityManager): Promise<Date> => {
  const [{ now }] = await manager.query("select date_trunc('milliseconds', clock_timestamp()) as now");
  return now;
};

/**
 * Waits until nobody else chooses or changes claims of these shelters, and returns the time after the
 * wait. Call it before reading what you decide by; it holds until the transaction ends.
 */
export const turnFor = async (manager: EntityManager, ...shelterIds: readonly string[]): Promise<Date> => {
  for (const id of [...new Set(shelterIds)].sort()) {
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [id]);
  }
  return clock(manager);
};

/** All claims of these beds that touch a window, whoever's they are. */
export const claimsOver = (
  manager: EntityManager,
  bedIds: readonly string[],
  from: Date,
  until: Date | null,
): Promise<ClaimOver[]> =>
  manager.query(
    `select bed_id as "bedId", kind, lower(during) as "from", upper(during) as "until"
       from claims_over($1::uuid[], tstzrange($2, $3, '[)'))`,
    [bedIds, from, until],
  );

/** Claims beds, all of them or none. Throws Conflict when one of them is claimed over the time. */
export const takeBeds = async (manager: EntityManager, taking: Taking): Promise<void> => {
  const { kind, beds, from, until } = taking;
  await orConflict(
    manager.query(
      `insert into claim (id, bed_id, shelter_id, organisation_id, kind, requester_organisation_id,
                          hold_id, stay_id, block_id, during)
       select unnest($1::uuid[]), unnest($2::uuid[]), unnest($3::uuid[]), unnest($4::uuid[]),
              $5, $6, $7, $8, $9, tstzrange($10, $11, '[)')`,
      [
        beds.map(newId),
        beds.map(({ id }) => id),
        beds.map(({ shelterId }) => shelterId),
        beds.map(({ organisationId }) => organisationId),
        kind,
        taking.requesterOrganisationId ?? null,
        taking.holdId ?? null,
        taking.stayId ?? null,
        taking.blockId ?? null,
        from,
        until,
      ],
    ),
  );
};

/** Ends at a moment the claims of a hold, a stay or a block that reach beyond it, and frees the beds. */
export const endClaims = async (manager: EntityManager, of: ClaimOf, at: Date): Promise<void> => {
  const [column, id] = columnOf(of);
  await manager.query(
    `update claim set during = tstzrange(lower(during), greatest(lower(during), $2), '[)')
      where ${column} = $1 and not isempty(during) and (upper_inf(during) or upper(during) > $2)`,
    [id, at],
  );
};

/** Moves the end of claims that are not over yet; null is until people free the beds. */
export const prolongClaims = async (
  manager: EntityManager,
  of: ClaimOf,
  until: Date | null,
  sentence = CANNOT_TAKE,
): Promise<void> => {
  const [column, id] = columnOf(of);
  await orConflict(
    manager.query(
      `update claim set during = tstzrange(lower(during), $2, '[)')
        where ${column} = $1 and not isempty(during) and (upper_inf(during) or upper(during) > now())`,
      [id, until],
    ),
    sentence,
  );
};

const columnOf = (of: ClaimOf): [string, string] => {
  if ('holdId' in of) return ['hold_id', of.holdId];
  return 'stayId' in of ? ['stay_id', of.stayId] : ['block_id', of.blockId];
};

const EXCLUSION_VIOLATION = '23P01';

async function orConflict(work: Promise<unknown>, sentence = CANNOT_TAKE): Promise<void> {
  try {
    await work;
  } catch (error) {
    const { code } = (error as { driverError?: { code?: string } }).driverError ?? {};
    if (code === EXCLUSION_VIOLATION) throw new Conflict(sentence, { cause: error });
    throw error;
  }
}
