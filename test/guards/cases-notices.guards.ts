import { guardsIn } from './guard';

const CONCERN = 'concern/concern.service.int.test.ts';
const NOTICE = 'notice/notice.service.int.test.ts';
const OWE = 'notice/owe.service.int.test.ts';
const ROWS = 'notice/row-security.int.test.ts';
const SECURITY = 'migrations/1763800100001-notices-security.ts';

/** What the law wants to be told, and no more of it; and what is known before there is a case. */
export const casesNoticeGuards = guardsIn('subgraphs/cases/src', [
  {
    rules: ['P19'],
    file: SECURITY,
    piece: ' and sent_at is not null',
    instead: '',
    test: ROWS,
  },
  {
    rules: ['P19'],
    file: SECURITY,
    piece: "\n  and ${role('POLICE_LIAISON', 'COORDINATOR', 'CASE_MANAGER')}",
    instead: '',
    test: ROWS,
  },
  {
    rules: ['P19'],
    file: SECURITY,
    piece: `add: \`organisation_id = \${ORGANISATION} and (\${WORKS})\``,
    instead: `add: \`organisation_id = \${ORGANISATION}\``,
    test: ROWS,
  },
  {
    rules: ['P19'],
    file: SECURITY,
    piece: "kind = 'NOTICE_ACKNOWLEDGED' and ",
    instead: '',
    test: ROWS,
  },
  {
    rules: ['P19'],
    file: SECURITY,
    piece: `actor_id = \${VIEWER} and exists`,
    instead: 'exists',
    test: ROWS,
  },
  {
    rules: ['P49'],
    file: SECURITY,
    piece: `const OPENS = \`\${opens('PROTECTION')} and`,
    instead: `const OPENS = \`\${opens('TEAM')} and`,
    test: 'part/row-security.int.test.ts',
  },
  {
    rules: ['P49'],
    file: SECURITY,
    piece: "identification: { read: opens('PROTECTION')",
    instead: "identification: { read: opens('TEAM')",
    test: 'part/row-security.int.test.ts',
  },
  {
    rules: ['P19'],
    file: 'notice/notice.entity.ts',
    piece: `@Authorized(isOfCase)\n  @Field(() => NotInformedReason, {`,
    instead: '@Field(() => NotInformedReason, {',
    test: NOTICE,
  },
  {
    rules: ['P19'],
    file: 'notice/notice.rules.ts',
    piece: "(ages === 'ALL' || ages === age) && ",
    instead: '',
    test: OWE,
  },
  {
    rules: ['P19'],
    file: 'case/open-case.service.ts',
    piece: 'await oweNotices(manager, opened, opened.kind, viewer.id);',
    instead: '',
    test: OWE,
  },
  {
    rules: ['P19'],
    file: 'notice/notice.service.ts',
    piece: "mustGoOn(notice, 'SENT', now);",
    instead: '',
    test: NOTICE,
  },
  {
    rules: ['P19'],
    file: 'notice/notice.service.ts',
    piece: 'if (input.survivorInformed === Boolean(input.notInformedReason)) {',
    instead: 'if (false) {',
    test: NOTICE,
  },
  {
    rules: ['P62'],
    file: 'notice/notice-list.service.ts',
    piece: "box === 'INBOX'\n        ? this.file.rows",
    instead: 'true\n        ? this.file.rows',
    test: 'notice/notice-list.service.int.test.ts',
  },
  {
    rules: ['P49', 'P60'],
    file: SECURITY,
    piece: 'concern: {\n    read: GOES_OUT,',
    instead: "concern: {\n    read: 'true',",
    test: CONCERN,
  },
]);
