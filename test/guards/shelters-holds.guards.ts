import { guardsIn } from './guard';

const CAPS = 'hold/hold-caps.int.test.ts';
const PURGE = 'purge/purge.service.int.test.ts';

/** What shelters keep of holds: how many there may be, and how long anything is known of them. */
export const sheltersHoldGuards = guardsIn('subgraphs/shelters/src', [
  {
    rules: ['P41'],
    file: 'purge/purge.service.ts',
    piece: "where (status = 'HELD' and expires_at <= now() - interval '24 hours')",
    instead: 'where false',
    test: [PURGE, CAPS],
  },
  {
    rules: ['P41'],
    file: 'purge/purge.service.ts',
    piece: "await manager.query(`delete from need_ask where created_at <= now() - interval '24 hours'`);",
    instead: '',
    test: PURGE,
  },
  {
    rules: ['P41'],
    file: 'purge/purge.service.ts',
    piece: "delete from bed_request where settled_at <= now() - interval '24 hours'",
    instead: 'delete from bed_request where false',
    test: PURGE,
  },
  {
    rules: ['P51'],
    file: 'hold/make-hold.service.ts',
    piece: 'if (kept.own + more > caps.worker) {',
    instead: 'if (false) {',
    test: [CAPS, 'bed-request/offer.int.test.ts'],
  },
  {
    rules: ['P51'],
    file: 'hold/make-hold.service.ts',
    piece: 'if (kept.all + more > caps.organisation) {',
    instead: 'if (false) {',
    test: CAPS,
  },
  {
    rules: ['P51'],
    file: 'hold/make-hold.service.ts',
    piece:
      "await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [requestedBy.organisationId]);",
    instead: '',
    test: CAPS,
  },
  {
    rules: ['P51'],
    file: 'hold/hold.service.ts',
    piece: "if (step === 'released') await raiseForLoops(manager, workerOf(hold), now);",
    instead: '',
    test: [CAPS, 'alarm/watch.service.int.test.ts'],
  },
]);
