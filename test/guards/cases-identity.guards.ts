import { guardsIn } from './guard';

const EMERGENCY = 'emergency/emergency.service.int.test.ts';
const ERASURE = 'erasure/erasure.service.int.test.ts';
const FILE = 'file/case-file.service.int.test.ts';
const LEFT = 'part/left.int.test.ts';
const MATCH = 'match/match.service.int.test.ts';
const RETENTION = 'retention/retention.service.int.test.ts';
const SECURITY = 'migrations/1763800400002-identity-security.ts';
const SURVIVOR = 'survivor/survivor.service.int.test.ts';

/** What cases keep of who a survivor is, who looks, and how she is forgotten. */
export const casesIdentityGuards = guardsIn('subgraphs/cases/src', [
  {
    rules: ['P7'],
    file: 'survivor/survivor.resolver.ts',
    piece: "@Authorized(open('IDENTITY'))",
    instead: "@Authorized(open('RECORD'))",
    test: SURVIVOR,
  },
  {
    rules: ['P56'],
    file: 'survivor/sealing.ts',
    piece: 'key.seal({ table, row: caseId, column }, text)',
    instead: 'Buffer.from(text)',
    test: SURVIVOR,
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
    file: 'file/case-file.service.ts',
    piece: 'for (const { id, part } of looks) this.looked.get(id)?.delete(part);',
    instead: '',
    test: FILE,
  },
  {
    rules: ['P45'],
    file: 'part/part.rules.ts',
    piece: 'team.filter(({ endedAt }) => endedAt === null)',
    instead: 'team',
    test: LEFT,
  },
  {
    rules: ['P50'],
    file: 'emergency/emergency.service.ts',
    piece: 'if (count >= emergencies.perMonth) {',
    instead: 'if (false) {',
    test: EMERGENCY,
  },
  {
    rules: ['P50'],
    file: 'emergency/emergency.rules.ts',
    piece: 'allOf<Opened>(reviewsEmergencies, ofOwner, isAnother)',
    instead: 'allOf<Opened>(reviewsEmergencies, ofOwner)',
    test: EMERGENCY,
  },
  {
    rules: ['P13'],
    file: SECURITY,
    piece: `(id = asked or code = asked_code) and organisation_id = \${ORGANISATION}`,
    instead: '(id = asked or code = asked_code)',
    test: EMERGENCY,
  },
  {
    rules: ['P43'],
    file: 'erasure/erasure.rules.ts',
    piece: 'if (legalHold)',
    instead: 'if (false)',
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
    piece: 'make_interval(years => (${TERM}))',
    instead: 'make_interval(years => 9)',
    test: RETENTION,
  },
  {
    rules: ['P44'],
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
    rules: ['P35'],
    file: SECURITY,
    piece: 'and token.recipient_id = own.organisation_id',
    instead: '',
    test: MATCH,
  },
  {
    rules: ['P36'],
    file: SECURITY,
    piece: "dedup_token: { read: 'false' }",
    instead: "dedup_token: { read: 'true' }",
    test: MATCH,
  },
  {
    rules: ['P37'],
    file: 'match/match.service.ts',
    piece: 'if (mine >= caps.perWorker) {',
    instead: 'if (false) {',
    test: MATCH,
  },
  {
    rules: ['P38'],
    file: SECURITY,
    piece: 'begin delete from dedup_token where consent_id = new.id; return null; end',
    instead: 'begin return null; end',
    test: MATCH,
  },
  {
    rules: ['P37'],
    file: SECURITY,
    piece: 'and token.case_id <> own.case_id',
    instead: '',
    test: MATCH,
  },
  {
    rules: ['P37'],
    file: SECURITY,
    piece: "perform pg_advisory_xact_lock(hashtextextended('compare survivors', 0));",
    instead: '',
    test: MATCH,
  },
  {
    rules: ['P40'],
    file: 'retention/retention.service.ts',
    piece: "'CLOSED', 'TRANSFERRED'",
    instead: "'CLOSED'",
    test: RETENTION,
  },
  {
    rules: ['P42'],
    file: 'survivor/survivor.service.ts',
    piece: "for (const { id } of rows) this.file.looksAt(id, 'IDENTITY');",
    instead: '',
    test: SURVIVOR,
  },
  {
    rules: ['P43'],
    file: 'survivor/survivor.service.ts',
    piece: 'refuseUnderHold(found, earlier, given);',
    instead: '',
    test: SURVIVOR,
  },
]);
