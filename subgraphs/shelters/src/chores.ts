import type { Database } from '@ura/database';
import type { EntityManager } from 'typeorm';
import { EVENING } from './alarm/alarm.rules';
import { askForFigures, escalate, settleAnswered, warnOfLeases, watchForLate } from './alarm/watch.service';
import { announcePassed } from './availability/passed.service';
import { endWaiting } from './bed-request/waiting.service';
import { purge } from './purge/purge.service';
import { summarise } from './summary/summary.service';

type Chore = (manager: EntityManager) => Promise<void>;

/** None of them frees a bed: claims end by their ranges, or by people. */
const all: readonly Chore[] = [
  settleAnswered,
  escalate,
  watchForLate,
  manager => askForFigures(manager, EVENING),
  warnOfLeases,
  endWaiting,
  summarise,
  purge,
];

/** What the clock brings. */
export const chores = (database: Database): Promise<void> => each(database, all);

/** What the clock changes on the screens of those who follow it. */
export const quickChores = (database: Database): Promise<void> => each(database, [announcePassed]);

/** Each in a transaction of its own: one that fails holds up no other. */
const each = async (database: Database, some: readonly Chore[]): Promise<void> => {
  const failures: unknown[] = [];
  for (const chore of some) {
    await database
      .asSystem()
      .run(chore)
      .catch(error => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
};
