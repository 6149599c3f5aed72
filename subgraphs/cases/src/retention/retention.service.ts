import type { KeyService } from '@ura/vault';
import type { EntityManager } from 'typeorm';
import { childhood } from '../case/case.rules';
import { TODAY } from '../clock/day.service';
import { forgetSurvivor } from '../erasure/forget';

const AT_ONCE = 50;

/**
 * The term of a case's identity is the rule of its country that holds today, the latest where there are two.
 * What is destroyed does not come back, so a rule counts only when somebody has held it against the law.
 */
const TERM = `
  select years from retention_rule
   where retention_rule.country = "case".country
     and record = case when age_band = any($1) then 'IDENTITY_OF_CHILD' else 'IDENTITY_OF_ADULT' end
     and is_verified and valid_from <= today.day and (valid_to is null or valid_to >= today.day)
   order by valid_from desc limit 1`;

/** When a case ended for its owner: it was closed, or another organisation took it over. */
const ENDED = `
  select coalesce(closed_at, (select max(answered_at) from transfer
                               where transfer.case_id = "case".id and transfer.status = 'ACCEPTED')) as at`;

/**
 * Forgets who cases that have ended were about, when the time for which it may be kept is over: never under a legal
 * hold, never without a rule, and some at a time, since it runs again soon. Several copies do not meet.
 */
export const endRetention = async (manager: EntityManager, service: KeyService): Promise<void> => {
  const over: { id: string; organisationId: string }[] = await manager.query(
    `select "case".id, "case".organisation_id as "organisationId"
       from (select ${TODAY} as day) as today, "case"
       join person_key on person_id = "case".id and destroyed_at is null
      cross join lateral (${ENDED}) as ended
      where status in ('CLOSED', 'TRANSFERRED') and not legal_hold
        -- The shortest term of all leaves few to look at.
        and ended.at < now() - make_interval(years => (select min(years) from retention_rule))
        and ended.at < now() - make_interval(years => (${TERM}))
      order by ended.at limit ${AT_ONCE} for update of "case" skip locked`,
    [childhood],
  );
  for (const found of over) {
    await forgetSurvivor(manager, service, found, { reason: 'RETENTION_ENDED', actorId: null });
  }
};

/** Takes away the tokens of consents whose time is over, and the counts of searches that count no more. */
export const purgeTokens = async (manager: EntityManager): Promise<void> => {
  await manager.query(
    `delete from dedup_token using consent
      where consent.id = consent_id and valid_to < ${TODAY}`,
  );
  await manager.query(`delete from match_search where created_at < now() - interval '1 day'`);
};
