import type { EntityManager } from 'typeorm';
import { escalation, leaseWarnings } from './alarm.rules';
import { type NewAlarm, raise } from './alarm.service';

type Found = Omit<NewAlarm, 'kind'>;

/**
 * Asks the next tier about each hold that the shelter has not answered. One that it offered itself waits
 * for whoever asked.
 */
export const escalate = async (manager: EntityManager): Promise<void> => {
  const unanswered: Found[] = await manager.query(
    `select hold.organisation_id as "organisationId", hold.shelter_id as "shelterId", hold.id as "holdId",
            step.tier, 'HOLD_UNANSWERED ' || hold.id || ' ' || step.tier as key
       from bed_hold hold
       join unnest($1::text[], $2::int[]) as step (tier, minutes)
         on hold.held_at <= now() - make_interval(mins => step.minutes)
      where hold.status = 'HELD' and hold.expires_at > now()
        and not exists (select from bed_request where hold_id = hold.id and status = 'OFFERED')`,
    [Object.keys(escalation), Object.values(escalation)],
  );
  await raiseAll(manager, 'HOLD_UNANSWERED', unanswered);
};

/** Tells the shelter of arrivals and returns that are late. Nobody loses a bed by it. */
export const watchForLate = async (manager: EntityManager): Promise<void> => {
  const arrivals: Found[] = await manager.query(
    `select organisation_id as "organisationId", shelter_id as "shelterId", id as "holdId",
            'ON_CALL' as tier, 'LATE_ARRIVAL ' || id as key
       from bed_hold where status = 'CONFIRMED' and arrive_by <= now()`,
  );
  await raiseAll(manager, 'LATE_ARRIVAL', arrivals);
  const returns: Found[] = await manager.query(
    `select organisation_id as "organisationId", shelter_id as "shelterId", id as "stayId",
            'ON_CALL' as tier, 'AWAY_OVERDUE ' || id || ' ' || away_until as key
       from stay where status = 'AWAY' and away_until <= now()`,
  );
  await raiseAll(manager, 'AWAY_OVERDUE', returns);
};

/** Warns of the end of a lease, by the calendar of the two countries. A lease that is prolonged is warned of anew. */
export const warnOfLeases = async (manager: EntityManager): Promise<void> => {
  const ending: Found[] = await manager.query(
    `select organisation_id as "organisationId", id as "shelterId", 'MANAGER' as tier,
            'LEASE_ENDING ' || id || ' ' || lease_until || ' ' || min(warning.days) as key
       from shelter, unnest($1::int[]) as warning (days), (select (now() at time zone 'Europe/Tirane')::date as day) today
      where lease_until >= today.day and lease_until - warning.days <= today.day
      group by shelter.id`,
    [leaseWarnings],
  );
  await raiseAll(manager, 'LEASE_ENDING', ending);
};

/**
 * Asks every house in the evening to confirm its figures for the night, unless it did so in the last two
 * hours. By the clock of the two countries, which is the same.
 */
export const askForFigures = async (manager: EntityManager, evening: string): Promise<void> => {
  const due: Found[] = await manager.query(
    `select organisation_id as "organisationId", id as "shelterId", 'ON_CALL' as tier,
            'FIGURES_DUE ' || id || ' ' || today.day as key
       from shelter, (select (now() at time zone 'Europe/Tirane')::date as day,
                             (now() at time zone 'Europe/Tirane')::time as time) today
      where today.time >= $1::time and confirmed_at <= now() - interval '2 hours'
        and 'RESIDENTIAL' = any(programmes)`,
    [evening],
  );
  await raiseAll(manager, 'FIGURES_DUE', due);
};

/** Settles what has settled itself: the hold was answered, they came, they are back, the figures are fresh. */
export const settleAnswered = async (manager: EntityManager): Promise<void> => {
  await manager.query(
    `update alarm set settled_at = now()
      where settled_at is null and (
        (kind = 'HOLD_UNANSWERED' and not exists (
          select from bed_hold where id = hold_id and status = 'HELD' and expires_at > now()))
        or (kind = 'LATE_ARRIVAL' and not exists (select from bed_hold where id = hold_id and status = 'CONFIRMED'))
        or (kind = 'FIGURES_DUE' and exists (
          select from shelter where id = shelter_id and confirmed_at > alarm.created_at))
        or (kind = 'AWAY_OVERDUE' and not exists (select from stay where id = stay_id and status = 'AWAY')))`,
  );
};

async function raiseAll(
  manager: EntityManager,
  kind: NewAlarm['kind'],
  found: readonly Found[],
): Promise<void> {
  if (found.length === 0) return;
  const known: { key: string }[] = await manager.query('select key from alarm where key = any($1)', [
    found.map(({ key }) => key),
  ]);
  const keys = new Set(known.map(({ key }) => key));
  for (const alarm of found) if (!keys.has(alarm.key)) await raise(manager, { ...alarm, kind });
}
