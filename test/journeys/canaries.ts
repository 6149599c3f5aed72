import { newId } from '@ura/database';

/** The name of a survivor, as somebody might type it in any place. */
export const CANARY = 'Drita_Canary_0691234567';

const V = { name: CANARY, born: newId() };
/** Questions with the canary as a value; what they answer may not have it. */
export const values: [string, object][] = [
  ['a variable', { query: 'query ($n: String) { case(name: $n) { name note } }', variables: { n: CANARY } }],
  ['a literal', { query: `{ case(name: "${CANARY}") { name } }` }],
  ['a mutation', { query: 'mutation ($t: String!) { note(text: $t) { note } }', variables: { t: CANARY } }],
  ['an input', { query: 'query ($s: Search) { case(search: $s) { name } }', variables: { s: V } }],
  [
    'an input, deeper',
    { query: 'query ($s: Search) { case(search: $s) { name } }', variables: { s: { ...V, deeper: V } } },
  ],
  ['a default', { query: `query ($n: String = "${CANARY}") { case(name: $n) { name } }` }],
  [
    'a variable of a wrong type',
    { query: 'query ($i: Int) { case(size: $i) { name } }', variables: { i: CANARY } },
  ],
  ['a literal of a wrong type', { query: `{ case(size: "${CANARY}") { name } }` }],
  ['a wrong id', { query: 'query ($i: UUID) { case(id: $i) { name } }', variables: { i: CANARY } }],
  ['a wrong id, written out', { query: `{ case(id: "${CANARY}") { name } }` }],
  ['a wrong default', { query: `query ($i: UUID = "${CANARY}") { case(id: $i) { name } }` }],
  ['a wrong word', { query: 'query ($r: Risk) { case(risk: $r) { name } }', variables: { r: CANARY } }],
  ['a wrong word, written out', { query: `{ case(risk: ${CANARY}) { name } }` }],
  [
    'a wrong part of an input',
    { query: 'query ($s: Search) { case(search: $s) { name } }', variables: { s: { born: CANARY } } },
  ],
  ['a wrong part, written out', { query: `{ case(search: { name: ["${CANARY}"] }) { name } }` }],
  ['what does not parse', { query: `{ case(name: "${CANARY}) }` }],
  ['what does not parse either', { query: `{ case ${CANARY} "${CANARY}" }` }],
  ['a name that no operation has', { query: 'query A { case { name } }', operationName: CANARY }],
  ['a document’s id', { documentId: CANARY }],
  ['a hash', { extensions: { persistedQuery: { version: 1, sha256Hash: CANARY } } }],
  [
    'a wrong hash',
    { query: '{ case { name } }', extensions: { persistedQuery: { version: 1, sha256Hash: CANARY } } },
  ],
  ['a version', { extensions: { persistedQuery: { version: CANARY, sha256Hash: CANARY } } }],
  ['variables that are none', { query: '{ case { name } }', variables: CANARY }],
  ['a variable of no operation', { query: '{ case { name } }', variables: { [CANARY]: CANARY } }],
  ['no question', { [CANARY]: CANARY }],
  ['several questions', [{ query: CANARY }]],
  [
    'too much',
    {
      query: `{ ${Array.from({ length: 40 }, (_, i) => `a${i}: case(name: "${CANARY}") { name }`).join(' ')} }`,
    },
  ],
];
/** Names are the caller's own, and come back to nobody else. */
export const names: [string, object][] = [
  ['an alias', { query: `{ ${CANARY}: case { name } }` }],
  ['a name of an operation', { query: `query ${CANARY} { nothing }` }],
  ['a name of a fragment', { query: `{ case { ...${CANARY} } } fragment ${CANARY} on Case { name }` }],
  [
    'a name of a variable',
    { query: `query ($${CANARY}: UUID) { case(id: $${CANARY}) { name } }`, variables: { [CANARY]: CANARY } },
  ],
  ['a field', { query: `{ ${CANARY} case { ${CANARY} } }` }],
  ['an argument', { query: `{ case(${CANARY}: "${CANARY}") { name } }` }],
  ['a directive', { query: `{ case @${CANARY} { name } }` }],
];
