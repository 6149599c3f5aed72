import { guardsIn } from './guard';

const MATCH = 'match/match.service.int.test.ts';
const SECURITY = 'migrations/1763800400002-identity-security.ts';

/** Finding out whether another organisation knows her, without telling who she is. */
export const casesMatchGuards = guardsIn('subgraphs/cases/src', [
  {
    rules: ['P38'],
    file: SECURITY,
    piece: 'when (new.withdrawn_at is not null or ',
    instead: 'when (',
    test: MATCH,
  },
  {
    rules: ['P44'],
    file: SECURITY,
    piece:
      'create trigger forget_tokens after update on survivor for each row execute function forget_tokens_of_case();',
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
    rules: ['P35'],
    file: SECURITY,
    piece: `and case_work(case_id) && array['IDENTITY'] and \${HOLDS};`,
    instead: "and case_work(case_id) && array['IDENTITY'];",
    test: MATCH,
  },
  {
    rules: ['P37'],
    file: SECURITY,
    piece: `and case_work(case_id) && array['IDENTITY'] and \${HOLDS};`,
    instead: `and \${HOLDS};`,
    test: MATCH,
  },
  {
    rules: ['P35'],
    file: SECURITY,
    piece: `and token.recipient_id = own.organisation_id and token.case_id <> own.case_id and \${HOLDS}`,
    instead: `and token.case_id <> own.case_id and \${HOLDS}`,
    test: MATCH,
  },
  {
    rules: ['P35'],
    file: SECURITY,
    piece: `and token.case_id <> own.case_id and \${HOLDS}`,
    instead: 'and token.case_id <> own.case_id',
    test: MATCH,
  },
  {
    rules: ['P35'],
    file: 'match/match.service.ts',
    piece: "if (consents.length === 0) throw new Conflict('No consent of hers for DEDUP holds.');",
    instead: '',
    test: MATCH,
  },
  {
    rules: ['P35'],
    file: 'match/match.service.ts',
    piece: "consent.purposes.includes('DEDUP') && ",
    instead: '',
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
    rules: ['P37'],
    file: 'match/match.service.ts',
    piece: 'if (all >= caps.perOrganisation) {',
    instead: 'if (false) {',
    test: MATCH,
  },
  {
    rules: ['P37'],
    file: SECURITY,
    piece:
      "lines := lines || jsonb_build_object('organisationId', other.organisation_id, 'subjectId', other.case_id, 'action', 'MATCH');",
    instead: '',
    test: MATCH,
  },
  {
    rules: ['P37', 'P39'],
    file: 'match/match.service.ts',
    piece: 'names: fullNames(texts),',
    instead: 'names: [],',
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
]);
