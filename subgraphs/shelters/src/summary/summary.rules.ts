import { DateTime } from 'luxon';
import type { FreeBeds } from './summary.entity';

/** A few are up to ten, as many as no statistic of the hub tells either. */
const FEW = 10;

export const inAWord = (free: number): FreeBeds => {
  if (free === 0) return 'NONE';
  return free <= FEW ? 'FEW' : 'SOME';
};

const EVENING = 20;
const zones = { AL: 'Europe/Tirane', XK: 'Europe/Belgrade' } as const;

/** The last 20:00 of a country: its date, and the moment. */
export const lastEvening = (country: keyof typeof zones, now: Date): { asOf: string; at: Date } => {
  const local = DateTime.fromJSDate(now, { zone: zones[country] });
  const today = local.startOf('day').set({ hour: EVENING });
  const evening = today <= local ? today : today.minus({ days: 1 });
  return { asOf: evening.toISODate()!, at: evening.toJSDate() };
};
