import { guardsIn } from './guard';

const ANCHOR = 'anchor.int.test.ts';
const ENTRY = 'entry.int.test.ts';
const VERIFY = 'verify.int.test.ts';

/** What keeps the audit: it is only added to, in the name of who asks, and what was done to it is found. */
export const auditGuards = guardsIn('packages/audit/src', [
  {
    rules: ['P42'],
    file: 'migration.ts',
    piece: 'before update or delete or truncate on audit.entry',
    instead: 'before truncate on audit.entry',
    test: ENTRY,
  },
  {
    rules: ['P42'],
    file: 'migration.ts',
    piece: 'before delete or truncate on audit.head',
    instead: 'before truncate on audit.head',
    test: ENTRY,
  },
  {
    rules: ['P42'],
    file: 'migration.ts',
    piece: 'new.seq <= old.seq or ',
    instead: '',
    test: ENTRY,
  },
  {
    rules: ['P42'],
    file: 'migration.ts',
    piece: 'alter table audit.entry enable row level security;',
    instead: '',
    test: ENTRY,
  },
  {
    rules: ['P42'],
    file: 'migration.ts',
    piece: 'alter table audit.head enable row level security;',
    instead: '',
    test: ENTRY,
  },
  {
    rules: ['P42'],
    file: 'migration.ts',
    piece: "check (value ~ '^[A-Z][A-Z0-9_]{0,39}$')",
    instead: '',
    test: ENTRY,
  },
  {
    rules: ['P42'],
    file: 'migration.ts',
    piece: 'if viewer is null and not is_system() then',
    instead: 'if false then',
    test: ENTRY,
  },
  {
    rules: ['P42'],
    file: 'migration.ts',
    piece: "viewer constant uuid := nullif(current_setting('ura.viewer_id', true), '');",
    instead:
      "viewer constant uuid := coalesce(entries -> 0 ->> 'actorId', nullif(current_setting('ura.viewer_id', true), ''));",
    test: ENTRY,
  },
  {
    rules: ['P42'],
    file: 'migration.ts',
    piece: 'select sha256(previous || convert_to(jsonb_build_array(',
    instead: 'select sha256(convert_to(jsonb_build_array(',
    test: VERIFY,
  },
  {
    rules: ['P42'],
    file: 'migration.ts',
    piece: '::bigint, line.actor_id,',
    instead: '::bigint,',
    test: VERIFY,
  },
  {
    rules: ['P42'],
    file: 'migration.ts',
    piece: 'where seq <> expected or hash is distinct from right_hash',
    instead: 'where seq <> expected',
    test: VERIFY,
  },
  {
    rules: ['P42'],
    file: 'migration.ts',
    piece:
      "and organisation is distinct from nullif(current_setting('ura.organisation_id', true), '')::uuid then",
    instead: 'and false then',
    test: ENTRY,
  },
  {
    rules: ['P42'],
    file: 'migration.ts',
    piece: 'select * from head where is_system() and seq > 0',
    instead: 'select * from head where seq > 0',
    test: ENTRY,
  },
  {
    rules: ['P42'],
    file: 'migration.ts',
    piece:
      "where organisation_id = nullif(current_setting('ura.organisation_id', true), '')::uuid\n         and subject_id = subject",
    instead: 'where subject_id = subject',
    test: ENTRY,
  },
  {
    rules: ['P42'],
    file: 'verify.ts',
    piece: "if (last > head) return broken('ADDED', head + 1);",
    instead: '',
    test: VERIFY,
  },
  {
    rules: ['P42'],
    file: 'verify.ts',
    piece: 'if (last < Math.max(head, Number(step.greatest_seq)))',
    instead: 'if (false)',
    test: VERIFY,
  },
  {
    rules: ['P55'],
    file: 'verify.ts',
    piece: '(await unlikeAnchors(database, organisationId, anchored.hashes, head.seq)) ??',
    instead: 'undefined ??',
    test: VERIFY,
  },
  {
    rules: ['P55'],
    file: 'migration.ts',
    piece: " and entry.hash = decode(anchored.hash, 'hex')",
    instead: '',
    test: VERIFY,
  },
  {
    rules: ['P55'],
    file: 'anchor.ts',
    piece: 'isWhole &&= parsed.previous === (lastLine && sha256(lastLine));',
    instead: '',
    test: ANCHOR,
  },
  {
    rules: ['P55'],
    file: 'anchor.ts',
    piece: 'if (!isFree || Math.abs(await ageOf(file)) < PAUSE_MILLISECONDS) return null;',
    instead: 'if (!isFree) return null;',
    test: ANCHOR,
  },
  {
    rules: ['P55'],
    file: 'anchor.ts',
    piece: 'if (!isFree || Math',
    instead: 'if (Math',
    test: ANCHOR,
  },
  {
    rules: ['P55'],
    file: 'anchor.ts',
    piece: 'Math.abs(await ageOf(file))',
    instead: '(await ageOf(file))',
    test: ANCHOR,
  },
]);
