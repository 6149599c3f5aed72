import { guardsIn } from './guard';

const access = guardsIn('packages/access/src', [
  {
    rules: ['P24'],
    file: 'assertion.ts',
    piece: 'audience: subgraph,',
    instead: '',
    test: 'assertion.test.ts',
  },
  {
    rules: ['P24'],
    file: 'assertion.ts',
    piece: 'maxTokenAge: LIFETIME_SECONDS,',
    instead: '',
    test: 'assertion.test.ts',
  },
  {
    rules: ['P48'],
    file: 'token.ts',
    piece: ' || !issuer.organisationIds.includes(organisation)',
    instead: '',
    test: 'token.test.ts',
  },
  {
    rules: ['P54'],
    file: 'token.ts',
    piece: 'if (lifetime > (issuer.maxTokenSeconds ?? USUAL_SECONDS))',
    instead: 'if (false)',
    test: 'token.test.ts',
  },
]);

const database = guardsIn('packages/database/src', [
  {
    rules: ['P6'],
    file: 'ids.ts',
    piece: '=> randomUUID();',
    instead: "=> `00000000-0000-4000-8000-${String(Date.now()).slice(-12).padStart(12, '0')}`;",
    test: 'database.int.test.ts',
  },
  {
    rules: ['P64'],
    file: 'idempotency.ts',
    piece: 'const key = [viewer.id, ',
    instead: 'const key = [viewer.organisationId, ',
    test: 'database.int.test.ts',
  },
]);

const subgraph = guardsIn('packages/subgraph/src', [
  {
    rules: ['P47'],
    file: 'guard.ts',
    piece: ' && (!needsProof || context.isProven)',
    instead: '',
    test: ['subgraph.test.ts'],
  },
  {
    rules: ['P23'],
    file: 'guard.ts',
    piece: "if (!privacy || privacy === 'PUBLIC') return;",
    instead: "if (!privacy || privacy === 'PUBLIC' || !ROOTS.includes(type.name)) return;",
    test: 'subgraph.test.ts',
  },
  {
    rules: ['P24'],
    file: 'caller.ts',
    piece: "if (typeof asserted !== 'string') throw unauthenticated();",
    instead:
      "if (typeof asserted !== 'string') return { viewer: { id: null, organisationId: null, roles: [] }, isProven: false };",
    test: ['subgraph.test.ts', 'caller.test.ts'],
  },
  {
    rules: ['P24', 'P47'],
    file: 'caller.ts',
    piece: 'if (!belongsTo(assertion, token)) throw unauthenticated();',
    instead: '',
    test: 'caller.test.ts',
  },
  {
    rules: ['P24', 'P47'],
    file: 'caller.ts',
    piece:
      'if (owner.id !== assertion.viewer.id || owner.organisationId !== assertion.viewer.organisationId) {',
    instead: 'if (false) {',
    test: 'caller.test.ts',
  },
  {
    rules: ['P24'],
    file: 'streams.ts',
    piece: 'const caller = await options.callerOf(request.headers);',
    instead:
      'const caller = await options.callerOf(request.headers).catch((): Caller => ({ viewer: { id: null, organisationId: null, roles: [] }, isProven: false, expiresAt: new Date(Date.now() + 100) }));',
    test: 'streams.int.test.ts',
  },
  {
    rules: ['P47'],
    file: 'streams.ts',
    piece: 'if (expiresAt) return expiresAt.getTime() - Date.now();',
    instead: 'return (expiresAt?.getTime() ?? Date.now() + 100) - Date.now();',
    test: 'streams.int.test.ts',
  },
  {
    rules: ['P54'],
    file: 'streams.ts',
    piece: 'setTimeout(() => farewell(response, stream), remaining)',
    instead: 'setTimeout(() => undefined, remaining)',
    test: 'streams.int.test.ts',
  },
  {
    rules: ['P21'],
    file: 'guard.ts',
    piece: "if (!privacy && !type.name.startsWith('_') && !field.name.startsWith('_')) {",
    instead: 'if (false) {',
    test: 'subgraph.test.ts',
  },
]);

const supergraph = guardsIn('packages/supergraph/src', [
  {
    rules: ['P21'],
    file: 'privacy.rules.ts',
    piece: '.filter(field => classOf(field) === undefined)',
    instead: '.filter(() => false)',
    test: 'privacy.rules.test.ts',
  },
  {
    rules: ['P22'],
    file: 'privacy.rules.ts',
    piece: "...directivesNamed(field, 'requires').flatMap(it => coordinatesIn(it, typeName, subgraph)),",
    instead: '',
    test: 'privacy.rules.test.ts',
  },
  {
    rules: ['P22'],
    file: 'privacy.rules.ts',
    piece:
      "...directivesNamed(field, 'provides').flatMap(it => coordinatesIn(it, namedType(field.type), subgraph)),",
    instead: '',
    test: 'privacy.rules.test.ts',
  },
  {
    rules: ['P22'],
    file: 'privacy.rules.ts',
    piece: "!field.endsWith('.id') && isStricter(",
    instead: 'false && isStricter(',
    test: 'privacy.rules.test.ts',
  },
  {
    rules: ['P53'],
    file: 'ownership.rules.ts',
    piece: '.filter(type => owners.get(type.name) !== name)',
    instead: '.filter(() => false)',
    test: 'ownership.rules.test.ts',
  },
  {
    rules: ['P53'],
    file: 'ownership.rules.ts',
    piece: ".filter(type => hasDirective(type, 'interfaceObject'))",
    instead: '.filter(() => false)',
    test: 'ownership.rules.test.ts',
  },
  {
    rules: ['P53'],
    file: 'ownership.rules.ts',
    piece: '.filter(type => !sharedTypes.includes(type.name))',
    instead: '.filter(() => false)',
    test: 'ownership.rules.test.ts',
  },
  {
    rules: ['P53'],
    file: 'ownership.rules.ts',
    piece: '.filter(name => !before.includes(name))',
    instead: '.filter(() => false)',
    test: 'ownership.rules.test.ts',
  },
]);

/** What the packages keep for every subgraph. */
export const packageGuards = [...access, ...database, ...subgraph, ...supergraph];
