import { guardsIn } from './guard';

const AUDIT = 'audit/audit.service.int.test.ts';
const FILE = 'file/case-file.service.int.test.ts';
const GRANTS_IN_AUDIT = 'migrations/1763800600000-grants-in-audit.ts';
const ROWS = 'part/row-security.int.test.ts';
const SECURITY = 'migrations/1763800400002-identity-security.ts';
const SURVIVOR = 'survivor/survivor.service.int.test.ts';

/** Who knows who she is, and what a look at it leaves behind. */
export const casesIdentityGuards = guardsIn('subgraphs/cases/src', [
  {
    rules: ['P7'],
    file: SECURITY,
    piece: "const SEALED: Policy = { read: opens('IDENTITY'),",
    instead: "const SEALED: Policy = { read: opens('TEAM'),",
    test: [SURVIVOR, ROWS],
  },
  {
    rules: ['P7'],
    file: SECURITY,
    piece: "name_mark: { read: opens('IDENTITY')",
    instead: "name_mark: { read: opens('TEAM')",
    test: ROWS,
  },
  {
    rules: ['P7'],
    file: SECURITY,
    piece: `read: \`case_parts(person_id) && array['IDENTITY'] or \${OFFICER}\``,
    instead: "read: 'true'",
    test: ROWS,
  },
  {
    rules: ['P49', 'P50'],
    file: SECURITY,
    piece: "add: works('IDENTITY'), change: works('IDENTITY') };",
    instead: "add: works('IDENTITY'), change: opens('IDENTITY') };",
    test: ROWS,
  },
  {
    rules: ['P49', 'P50'],
    file: SECURITY,
    piece: "add: works('IDENTITY'), change: works('IDENTITY') };",
    instead: "add: opens('IDENTITY'), change: works('IDENTITY') };",
    test: ROWS,
  },
  {
    rules: ['P49', 'P50'],
    file: SECURITY,
    piece: "remove: works('IDENTITY') },",
    instead: "remove: opens('IDENTITY') },",
    test: ROWS,
  },
  {
    rules: ['P49', 'P50'],
    file: SECURITY,
    piece: '    change: OFFICER,\n',
    instead: `    change: \`case_parts(person_id) && array['IDENTITY'] or \${OFFICER}\`,\n`,
    test: ROWS,
  },
  {
    rules: ['P56'],
    file: 'survivor/sealing.ts',
    piece: 'return text === null ? null : key.seal({ table, row: caseId, column }, text);',
    instead: 'return text === null ? null : Buffer.from(text);',
    test: [SURVIVOR, 'safe-contact/safe-contact.service.int.test.ts'],
  },
  {
    rules: ['P42'],
    file: 'survivor/sealed-file.service.ts',
    piece: "for (const id of ids) this.file.looksAt(id, 'IDENTITY');",
    instead: '',
    test: SURVIVOR,
  },
  {
    rules: ['P42'],
    file: 'migrations/1763800000002-row-security.ts',
    piece: "case when is_identity then 'READ_IDENTITY' else 'READ' end",
    instead: "'READ'",
    test: [SURVIVOR, FILE],
  },
  {
    rules: ['P42'],
    file: 'file/case-file.service.ts',
    piece: 'if (looks.length > 0) sent.push(looking(looks));',
    instead: '',
    test: [SURVIVOR, FILE],
  },
  {
    // Recorded, but apart from what was read: then one is kept without the other.
    rules: ['P42'],
    file: 'file/case-file.service.ts',
    piece: 'if (looks.length > 0) sent.push(looking(looks));',
    instead: 'if (looks.length > 0) await this.database.together(looking(looks)).catch(() => undefined);',
    test: SURVIVOR,
  },
  {
    rules: ['P42'],
    file: 'file/case-file.service.ts',
    piece: 'for (const { id, part } of looks) this.looked.get(id)?.delete(part);',
    instead: '',
    test: FILE,
  },
  {
    rules: ['P42'],
    file: 'survivor/survivor.service.ts',
    piece: 'this.file.rows(search.text, search.values),',
    instead: '',
    test: SURVIVOR,
  },
  {
    rules: ['P42'],
    file: 'team/team.service.ts',
    piece: 'await record(manager, [{ organisationId, action, subjectId: caseId, parts: [work] }]);',
    instead: '',
    test: AUDIT,
  },
  {
    rules: ['P42'],
    file: GRANTS_IN_AUDIT,
    piece: `when (new.granted_on is not null and \${SOMEBODY})`,
    instead: 'when (false)',
    test: 'consent/audit.int.test.ts',
  },
  {
    rules: ['P42'],
    file: GRANTS_IN_AUDIT,
    piece: `when (old.withdrawn_at is null and new.withdrawn_at is not null and \${SOMEBODY})`,
    instead: 'when (false)',
    test: 'consent/audit.int.test.ts',
  },
  {
    rules: ['P42'],
    file: GRANTS_IN_AUDIT,
    piece: `after insert on referral\n        for each row when (\${SOMEBODY})`,
    instead: 'after insert on referral\n        for each row when (false)',
    test: 'consent/audit.int.test.ts',
  },
  {
    rules: ['P61'],
    file: 'audit/audit.service.ts',
    piece: 'if (!found || !maySeeWhoLooked(this.viewer, found)) return null;',
    instead: 'if (!found) return null;',
    test: AUDIT,
  },
  {
    rules: ['P42'],
    file: GRANTS_IN_AUDIT,
    piece: `after insert on transfer\n        for each row when (\${SOMEBODY})`,
    instead: 'after insert on transfer\n        for each row when (false)',
    test: 'consent/audit.int.test.ts',
  },
  {
    rules: ['P42'],
    file: GRANTS_IN_AUDIT,
    piece: `when (old.status <> 'ACCEPTED' and new.status = 'ACCEPTED' and \${SOMEBODY})`,
    instead: 'when (false)',
    test: 'consent/audit.int.test.ts',
  },
  {
    rules: ['P55'],
    file: 'chores.ts',
    piece: 'await anchor(database, anchors).catch(error => failures.push(error));',
    instead: '',
    test: 'chores.int.test.ts',
  },
  {
    rules: ['P56'],
    file: 'survivor/fingerprint.ts',
    piece: 'return { caseId, idempotencyKey, mark };',
    instead: 'return input;',
    test: SURVIVOR,
  },
  {
    rules: ['P42'],
    file: 'survivor/survivor.service.ts',
    piece: "for (const { id } of rows) this.file.looksAt(id, 'IDENTITY');",
    instead: '',
    test: SURVIVOR,
  },
]);
