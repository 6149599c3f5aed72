import { guardsIn } from './guard';

const ERASURE = 'erasure/erasure.service.int.test.ts';
const RETENTION = 'retention/retention.service.int.test.ts';
const SECURITY = 'migrations/1763800400002-identity-security.ts';

/** How she is forgotten: at her wish, by the clock, and not under a legal hold. */
export const casesErasureGuards = guardsIn('subgraphs/cases/src', [
  {
    rules: ['P42', 'P40'],
    file: 'erasure/forget.ts',
    piece: "await record(manager, [{ organisationId, action: 'ERASE', subjectId: caseId, reason }]);",
    instead: '',
    test: [ERASURE, RETENTION],
  },
  {
    rules: ['P42'],
    file: 'erasure/forget.ts',
    piece: 'if (!key || key.destroyedAt) return;',
    instead: '',
    test: ERASURE,
  },
  {
    rules: ['P44', 'P56'],
    file: 'erasure/forget.ts',
    piece: 'await keys.destroy(manager, caseId);',
    instead: '',
    test: ERASURE,
  },
  {
    rules: ['P44'],
    file: SECURITY,
    piece: 'delete from name_mark where case_id = asked;',
    instead: '',
    test: ERASURE,
  },
  {
    rules: ['P44'],
    file: SECURITY,
    piece: 'delete from dedup_token where case_id = asked;',
    instead: '',
    test: ERASURE,
  },
  {
    rules: ['P44'],
    file: SECURITY,
    piece:
      "delete from idempotency_key where result_id = asked and operation in ('recordIdentity', 'recordSafeContact');",
    instead: '',
    test: ERASURE,
  },
  {
    rules: ['P44'],
    file: SECURITY,
    piece: `not legal_hold and (\${OFFICER} or \${SYSTEM})`,
    instead: 'not legal_hold',
    test: ERASURE,
  },
  {
    rules: ['P44'],
    file: 'erasure/erasure.rules.ts',
    piece: 'return isLive(status) ?',
    instead: 'return false ?',
    test: ERASURE,
  },
  {
    rules: ['P44'],
    file: SECURITY,
    piece: `and (\${role('DATA_OFFICER')} or exists (`,
    instead: 'and (true or exists (',
    test: ERASURE,
  },
  {
    rules: ['P44'],
    file: 'erasure/erasure.service.ts',
    piece: "await record(manager, [{ organisationId, action: 'EXPORT', subjectId: caseId }]);",
    instead: '',
    test: ERASURE,
  },
  {
    rules: ['P43'],
    file: SECURITY,
    piece: 'and not legal_hold and',
    instead: 'and',
    test: ERASURE,
  },
  {
    rules: ['P43'],
    file: 'erasure/erasure.rules.ts',
    piece: "if (legalHold) return 'The case is under a LEGAL_HOLD: nothing of it is erased.';",
    instead: '',
    test: ERASURE,
  },
  {
    rules: ['P43'],
    file: 'retention/retention.service.ts',
    piece: ' and not legal_hold',
    instead: '',
    test: RETENTION,
  },
  {
    rules: ['P40'],
    file: 'retention/retention.service.ts',
    piece: `ended.at < now() - make_interval(years => (\${TERM}))`,
    instead: `coalesce(ended.at < now() - make_interval(years => (\${TERM})), true)`,
    test: RETENTION,
  },
  {
    rules: ['P40'],
    file: 'retention/retention.service.ts',
    piece: 'and is_verified and valid_from',
    instead: 'and valid_from',
    test: RETENTION,
  },
  {
    rules: ['P40'],
    file: 'retention/retention.service.ts',
    piece: "then 'IDENTITY_OF_CHILD'",
    instead: "then 'IDENTITY_OF_ADULT'",
    test: RETENTION,
  },
  {
    rules: ['P38'],
    file: 'retention/retention.service.ts',
    piece: `and valid_to < \${TODAY}`,
    instead: 'and false',
    test: RETENTION,
  },
  {
    rules: ['P40'],
    file: 'retention/retention.service.ts',
    piece: "'CLOSED', 'TRANSFERRED'",
    instead: "'CLOSED'",
    test: RETENTION,
  },
  {
    rules: ['P43'],
    file: 'survivor/sealed-survivor.service.ts',
    piece: 'refuseUnderHold(found, earlier, given);',
    instead: '',
    test: 'survivor/survivor.service.int.test.ts',
  },
]);
