import { guardsIn } from './guard';

const GRANTS = 'part/grants.property.int.test.ts';
const LEFT = 'part/left.int.test.ts';
const PART = 'part/part.int.test.ts';
const ROWS = 'part/row-security.int.test.ts';
const RULES = 'part/part.rules.ts';
const SECURITY = 'migrations/1763800000002-row-security.ts';
const WHO_ASKS = 'migrations/who-asks.ts';

/** Whom a case is open to, in the database and in the code, and for how long. */
export const casesAccessGuards = guardsIn('subgraphs/cases/src', [
  {
    rules: ['P49', 'P45'],
    file: SECURITY,
    piece: `and member.ended_at is null\n     and of_team`,
    instead: 'and of_team',
    test: [PART, LEFT],
  },
  {
    rules: ['P49', 'P45'],
    file: SECURITY,
    piece: `and member.ended_at is null and "case"`,
    instead: 'and "case"',
    test: [PART, LEFT],
  },
  {
    rules: ['P45'],
    file: SECURITY,
    piece: ' and created_at = now())',
    instead: ')',
    test: LEFT,
  },
  {
    rules: ['P49'],
    file: SECURITY,
    piece: `(\${role('SUPERVISOR')} and not restricted)`,
    instead: `\${role('SUPERVISOR')}`,
    test: PART,
  },
  {
    rules: ['P49'],
    file: SECURITY,
    piece: 'and not supervised.restricted and',
    instead: 'and',
    test: PART,
  },
  {
    rules: ['P49'],
    file: RULES,
    piece: "viewer.roles.includes('SUPERVISOR') && !of.restricted",
    instead: "viewer.roles.includes('SUPERVISOR')",
    test: PART,
  },
  {
    rules: ['P49'],
    file: SECURITY,
    piece: 'and access.until > now() and',
    instead: 'and',
    test: PART,
  },
  {
    rules: ['P49'],
    file: SECURITY,
    piece: `and access.until > now() and in_emergency.organisation_id = \${ORGANISATION}`,
    instead: 'and access.until > now()',
    test: PART,
  },
  {
    rules: ['P49'],
    file: RULES,
    piece: 'ways.emergencies.some(({ until }) => new Date(until) > clock.now)',
    instead: 'ways.emergencies.length > 0',
    test: PART,
  },
  {
    rules: ['P49'],
    file: RULES,
    piece: '  if (viewer.organisationId === of.organisationId) {',
    instead: '  if (true) {',
    test: PART,
  },
  {
    rules: ['P16', 'P23'],
    file: RULES,
    piece: 'isLive && isEffective(grant, today) &&',
    instead: 'isLive &&',
    test: GRANTS,
  },
  {
    rules: ['P16', 'P23'],
    file: RULES,
    piece: '  !of.exceptPeople.includes(viewer.id);',
    instead: '  true;',
    test: GRANTS,
  },
  {
    rules: ['P16'],
    file: WHO_ASKS,
    piece: ` and not \${VIEWER} = any(except_people)`,
    instead: '',
    test: GRANTS,
  },
  {
    rules: ['P16'],
    file: WHO_ASKS,
    piece: `(recipient_people = '{}' or \${VIEWER} = any(recipient_people)) and`,
    instead: '',
    test: GRANTS,
  },
  {
    rules: ['P16'],
    file: WHO_ASKS,
    piece: ' and consent.withdrawn_at is null',
    instead: '',
    test: GRANTS,
  },
  {
    rules: ['P20'],
    file: WHO_ASKS,
    piece: ` and consent.valid_to >= \${TODAY}`,
    instead: '',
    test: 'consent/consent.service.int.test.ts',
  },
  {
    rules: ['P16'],
    file: SECURITY,
    piece: "\n     and (status <> 'SENT' or answer_by > now())",
    instead: '',
    test: GRANTS,
  },
  {
    rules: ['P16', 'P49'],
    file: SECURITY,
    piece: "consent: { read: opens('TEAM')",
    instead: "consent: { read: 'true'",
    test: ROWS,
  },
  {
    rules: ['P16', 'P49'],
    file: SECURITY,
    piece: `read: \`worker_id = \${VIEWER} or \${opens('TEAM')}\``,
    instead: "read: 'true'",
    test: ROWS,
  },
  {
    rules: ['P16'],
    file: SECURITY,
    piece: 'read: `part = any(case_parts(case_id))`',
    instead: "read: 'true'",
    test: ROWS,
  },
  {
    rules: ['P49', 'P50'],
    file: SECURITY,
    piece: "and case_work(id) <> '{}'`",
    instead: '`',
    test: ROWS,
  },
  {
    rules: ['P49', 'P50'],
    file: SECURITY,
    piece: `add: \`\${works('TEAM')} or just_opened(case_id)\``,
    instead: `add: \`\${opens('TEAM')} or just_opened(case_id)\``,
    test: ROWS,
  },
  {
    rules: ['P49', 'P50'],
    file: SECURITY,
    piece: "add: works('TEAM'), change: works('TEAM') },",
    instead: "add: opens('TEAM'), change: works('TEAM') },",
    test: ROWS,
  },
  {
    rules: ['P49', 'P50'],
    file: SECURITY,
    piece: "add: works('TEAM'), change: works('TEAM') },",
    instead: "add: works('TEAM'), change: opens('TEAM') },",
    test: ROWS,
  },
  {
    rules: ['P49', 'P50'],
    file: SECURITY,
    piece: "add: `case_work(case_id) <> '{}' or",
    instead: "add: `case_parts(case_id) <> '{}' or",
    test: ROWS,
  },
  {
    rules: ['P6'],
    file: 'case/open-case.service.ts',
    piece: `return \`\${digits.slice(0, 4).join('')}-\${digits.slice(4).join('')}\`;`,
    instead: `return \`AL-12-\${Date.now()}\`;`,
    test: 'case/case.service.int.test.ts',
  },
  {
    rules: ['P56'],
    file: 'case/case-reference.resolver.ts',
    piece: "return audience === 'SHELTERS' ? sheltersRef : legalRef;",
    instead: 'return sheltersRef;',
    test: ROWS,
  },
  {
    rules: ['P56'],
    file: 'case/open-case.service.ts',
    piece: 'legalRef: newId(),',
    instead: 'legalRef: header.id,',
    test: ROWS,
  },
]);
