import { anchor } from '@ura/audit';
import type { Database } from '@ura/database';
import type { EntityManager } from 'typeorm';
import { anchors, keys } from './env';
import { announceOverdue } from './notice/overdue.service';
import { settleExchanges } from './referral/exchange.service';
import { endRetention, purgeTokens } from './retention/retention.service';

type Chore = (manager: EntityManager) => Promise<void>;

const all: readonly Chore[] = [
  announceOverdue,
  settleExchanges,
  manager => endRetention(manager, keys()),
  purgeTokens,
];

/** What the clock brings, each in a transaction of its own: one that fails holds up no other. */
export const chores = async (database: Database): Promise<void> => {
  const failures: unknown[] = [];
  for (const chore of all) {
    await database
      .asSystem()
      .run(chore)
      .catch(error => failures.push(error));
  }
  await anchor(database, anchors).catch(error => failures.push(error));
  if (failures.length > 0) throw failures[0];
};
