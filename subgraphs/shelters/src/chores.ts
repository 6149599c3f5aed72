import type { Database } from '@ura/database';
import { escalate, settleAnswered, warnOfLeases, watchForLate, watchForLoops } from './alarm/watch.service';
import { endWaiting } from './bed-request/bed-request.chore';
import { purge } from './purge/purge.service';

/** What the clock brings, each in a transaction of its own: one that fails holds up no other. */
const rounds = [escalate, watchForLate, watchForLoops, settleAnswered, warnOfLeases, endWaiting, purge];

export const chores = async (database: Database): Promise<void> => {
  const done = await Promise.allSettled(rounds.map(round => database.asSystem().run(round)));
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
};
