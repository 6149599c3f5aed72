import { guardsIn } from './guard';

const SHARING = 'live/sharing.test.ts';

/** What the gateway keeps. */
export const gatewayGuards = guardsIn('gateway/src', [
  {
    rules: ['P9'],
    file: 'telemetry/plugin.ts',
    piece: 'described?.isTrusted ? operation?.name?.value : undefined',
    instead: 'operation?.name?.value',
    test: 'telemetry/telemetry.test.ts',
  },
  {
    rules: ['P9'],
    file: 'standing/memory.ts',
    piece:
      "hash('sha256', `${subgraph}\\0${organisationId ?? ''}\\0${[...roles].sort().join()}\\0${body}`, 'base64');",
    instead: "`${subgraph} ${organisationId ?? ''} ${[...roles].sort().join()} ${body}`;",
    test: 'standing/memory.test.ts',
  },
  {
    rules: ['P10'],
    file: 'guard/guard.ts',
    piece: 'if (isInAddress && !this.knowledge.mayBeInAddress(document)) throw notInAddress();',
    instead: '',
    test: 'guard/door.test.ts',
  },
  {
    rules: ['P10'],
    file: 'live/server-sent.ts',
    piece: "if (request.method !== 'POST') {",
    instead: 'if (false) {',
    test: 'live/server-sent.test.ts',
  },
  {
    rules: ['P14'],
    file: 'standing/memory.ts',
    piece: 'asked.every(coordinate => FIGURES.test(coordinate) || WAY_TO_FIGURES.test(coordinate));',
    instead: 'true;',
    test: 'standing/memory.test.ts',
  },
  {
    rules: ['P48'],
    file: 'guard/rates.ts',
    piece: '`${organisationId} ${id}`',
    instead: '`${organisationId && id}`',
    test: 'guard/rates.test.ts',
  },
  {
    rules: ['P63'],
    file: 'live/sharing.ts',
    piece: "[viewer.organisationId, ...[...viewer.roles].sort()].join(' ');",
    instead: "'member';",
    test: SHARING,
  },
  {
    rules: ['P63'],
    file: 'live/sharing.ts',
    piece: 'isPersonal: reach.isPersonal || OF_THE_VIEWER.test(name),',
    instead: 'isPersonal: false,',
    test: SHARING,
  },
  {
    rules: ['P47', 'P63'],
    file: 'live/sharing.ts',
    piece:
      "if (strictest === 'OWNER' || strictest === 'IDENTITY') return `${member} ${hashOfToken(token ?? '')}`;",
    instead: '',
    test: SHARING,
  },
  {
    rules: ['P63'],
    file: 'live/sharing.ts',
    piece: "if (isAnonymous(viewer)) return 'anonymous';",
    instead: "if (strictest === 'PUBLIC') return 'anonymous';",
    test: SHARING,
  },
  {
    rules: ['P63'],
    file: 'live/sharing.ts',
    piece: 'JSON.stringify([operationKey, sorted(variables), rights])',
    instead: 'JSON.stringify([operationKey, rights])',
    test: SHARING,
  },
  {
    rules: ['P63'],
    file: 'live/live.ts',
    piece: 'if (question?.key === key) stream',
    instead: 'if (question) stream',
    test: 'live/live.test.ts',
  },
]);
