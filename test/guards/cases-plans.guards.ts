import { guardsIn } from './guard';

const CLOSURE = 'closure/closure.service.int.test.ts';
const FOLLOW_UP = 'follow-up/follow-up.service.int.test.ts';
const GRANT = 'plan/grant.int.test.ts';
const ROWS = 'plan/row-security.int.test.ts';
const SECURITY = 'migrations/1763800300002-plans-security.ts';
const WORK = 'work/work.service.int.test.ts';

/** What is assessed, planned, given and followed up in a case. */
export const casesPlanGuards = guardsIn('subgraphs/cases/src', [
  {
    rules: ['P16', 'P49'],
    file: SECURITY,
    piece: "read: 'part = any(case_parts(case_id))'",
    instead: "read: 'true'",
    test: [ROWS, GRANT],
  },
  {
    rules: ['P49'],
    file: SECURITY,
    piece: "add: 'part = any(case_work(case_id))'",
    instead: "add: 'part = any(case_parts(case_id))'",
    test: ROWS,
  },
  {
    rules: ['P49', 'P50'],
    file: 'case/case.rules.ts',
    piece: 'works.includes(part), {',
    instead: 'works.includes(part) || true, {',
    test: 'plan/plan.service.int.test.ts',
  },
  {
    rules: ['P49'],
    file: 'part/part.rules.ts',
    piece: 'const places = team.filter(({ endedAt }) => endedAt === null);',
    instead: 'const places = team;',
    test: 'part/part.int.test.ts',
  },
  {
    rules: ['P49'],
    file: 'follow-up/follow-up.service.ts',
    piece: "await this.cases.looked(edges.map(({ node }) => ({ caseId: node.caseId, part: 'PROTECTION' })));",
    instead: '',
    test: FOLLOW_UP,
  },
  {
    rules: ['P14'],
    file: 'closure/closure.service.ts',
    piece: "await endExchanges(manager, id, 'CASE_CLOSED');",
    instead: '',
    test: [CLOSURE, GRANT],
  },
  {
    rules: ['P62'],
    file: 'work/work.service.ts',
    piece: 'if (!maySeeCaseload(this.viewer, { organisationId })) return null;',
    instead: '',
    test: WORK,
  },
  {
    rules: ['P62'],
    file: SECURITY,
    piece: ' and not restricted',
    instead: '',
    test: WORK,
  },
]);
