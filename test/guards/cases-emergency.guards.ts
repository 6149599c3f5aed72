import { guardsIn } from './guard';

const EMERGENCY = 'emergency/emergency.service.int.test.ts';
const ROWS = 'part/row-security.int.test.ts';
const SECURITY = 'migrations/1763800000002-row-security.ts';

/** Cases that are opened in an emergency: by the owner’s people, for a short time, and before the eyes of others. */
export const casesEmergencyGuards = guardsIn('subgraphs/cases/src', [
  {
    rules: ['P13'],
    file: SECURITY,
    piece: `and (worker_id = \${VIEWER} or \${role('DATA_OFFICER')} or \${opens('TEAM')})`,
    instead: '',
    test: EMERGENCY,
  },
  {
    rules: ['P50'],
    file: SECURITY,
    piece: `add: \`organisation_id = \${ORGANISATION} and worker_id = \${VIEWER}\``,
    instead: `add: \`organisation_id = \${ORGANISATION}\``,
    test: ROWS,
  },
  {
    rules: ['P50'],
    file: SECURITY,
    piece: ` and worker_id <> \${VIEWER}`,
    instead: '',
    test: ROWS,
  },
  {
    rules: ['P50'],
    file: 'emergency/emergency.rules.ts',
    piece: 'viewer.id !== workerId',
    instead: 'true',
    test: EMERGENCY,
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
    file: 'emergency/emergency.service.ts',
    piece: 'input.hours ?? emergencies.hours',
    instead: 'input.hours ?? 24',
    test: EMERGENCY,
  },
  {
    rules: ['P50'],
    file: 'emergency/emergency.service.ts',
    piece: "...(!isJustified && { until: () => 'least(until, now())' }),",
    instead: '',
    test: EMERGENCY,
  },
  {
    rules: ['P13'],
    file: 'emergency/emergency.inputs.ts',
    piece: '@Max(24)',
    instead: '',
    test: EMERGENCY,
  },
  {
    rules: ['P13'],
    file: 'emergency/emergency.service.ts',
    piece:
      "const event = { kind: 'EMERGENCY_OPENED', part: 'TEAM', detail: reason, subjectId: id } as const;\n      await tell(manager, { caseId, ...event, actorId: viewer.id });",
    instead: '',
    test: EMERGENCY,
  },
  {
    rules: ['P13'],
    file: 'emergency/emergency.service.ts',
    piece:
      "await record(manager, [{ organisationId, action: 'EMERGENCY_OPEN', subjectId: caseId, reason }]);",
    instead: '',
    test: EMERGENCY,
  },
  {
    rules: ['P13'],
    file: 'migrations/1763800400002-identity-security.ts',
    piece: `where (id = asked or code = asked_code) and organisation_id = \${ORGANISATION}`,
    instead: 'where (id = asked or code = asked_code)',
    test: EMERGENCY,
  },
]);
