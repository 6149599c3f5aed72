import { guardsIn } from './guard';

const DATA_KEY = 'data-key.test.ts';
const KEYS = 'person-keys.int.test.ts';
const NAME = 'name.test.ts';
const RING = 'key-ring.test.ts';
const TOKENS = 'tokens.test.ts';

/** What the vault keeps: who can open what, and by what a name is found. */
export const vaultGuards = guardsIn('packages/vault/src', [
  {
    rules: ['P56'],
    file: 'cipher.ts',
    piece: '...context.flatMap(part => {',
    instead: '...context.slice(0, 0).flatMap(part => {',
    test: [DATA_KEY, RING],
  },
  {
    rules: ['P56'],
    file: 'cipher.ts',
    piece: 'return [length, bytes];',
    instead: 'return [bytes];',
    test: DATA_KEY,
  },
  {
    rules: ['P9'],
    file: 'cipher.ts',
    piece:
      "plain.fill(0);\n    throw new VaultFailure('A sealed value does not open: it was changed, moved or sealed with another key.');",
    instead: `throw new VaultFailure(\`A sealed value does not open: \${plain}\`);`,
    test: DATA_KEY,
  },
  {
    rules: ['P56'],
    file: 'ring.ts',
    piece: '  personId.toLowerCase(),\n',
    instead: '',
    test: RING,
  },
  {
    rules: ['P56'],
    file: 'ring.ts',
    piece: '  organisationId.toLowerCase(),\n',
    instead: '',
    test: RING,
  },
  {
    rules: ['P36', 'P56'],
    file: 'ring.ts',
    piece: "derived(keyOf({ current, keys }, version, holder), 'mark', purpose)",
    instead: "derived(Buffer.alloc(32), 'mark', purpose)",
    test: [TOKENS, RING],
  },
  {
    rules: ['P36', 'P56'],
    file: 'ring.ts',
    piece: "'mark', purpose)",
    instead: "'mark', '')",
    test: [TOKENS, RING],
  },
  {
    rules: ['P36'],
    file: 'ring.ts',
    piece: `if (!root) throw new VaultFailure(\`The key ring has no \${use} key of \${nameOf(holder)}.\`);`,
    instead: 'if (!root) return { current: 1, keys: new Map([[1, Buffer.alloc(32)]]) };',
    test: TOKENS,
  },
  {
    rules: ['P36'],
    file: 'ring.ts',
    piece: 'return [markOf(current), ...earlier.map(markOf)];',
    instead: 'return [markOf(current)];',
    test: TOKENS,
  },
  {
    rules: ['P39'],
    file: 'tokens.ts',
    piece: `\${born.slice(0, covered)}|\${kept}`,
    instead: `\${born.slice(0, covered)}`,
    test: TOKENS,
  },
  {
    rules: ['P39'],
    file: 'name.ts',
    piece: 'const written = CYRILLIC[letter] ?? letter;',
    instead: 'const written = letter;',
    test: [NAME, TOKENS],
  },
  {
    rules: ['P39'],
    file: 'name.ts',
    piece: String.raw`.replace(/[\p{M}\p{Cf}]/gu, '')`,
    instead: '',
    test: NAME,
  },
  {
    rules: ['P39'],
    file: 'name.ts',
    piece: '.sort()',
    instead: '',
    test: [NAME, TOKENS],
  },
  {
    rules: ['P40'],
    file: 'person-keys.ts',
    piece: '{ personId, destroyedAt: IsNull() },',
    instead: '{ personId, destroyedAt: IsNull(), keyVersion: -1 },',
    test: KEYS,
  },
  {
    rules: ['P40'],
    file: 'person-keys.ts',
    piece: '    this.forget(personId);\n  }',
    instead: '  }',
    test: KEYS,
  },
  {
    rules: ['P40'],
    file: 'person-keys.ts',
    piece: '.orIgnore()',
    instead: ".orUpdate(['wrapped', 'key_version', 'destroyed_at'], ['person_id'])",
    test: KEYS,
  },
  {
    rules: ['P61'],
    file: 'person-keys.ts',
    piece: 'if (!stored) return null;',
    instead: "if (!stored) throw new VaultFailure('This key was destroyed.');",
    test: KEYS,
  },
  {
    rules: ['P40'],
    file: 'rotation.ts',
    piece: 'count(destroyed_at)::int as erased',
    instead: '0 as erased',
    test: 'rotation.int.test.ts',
  },
]);
