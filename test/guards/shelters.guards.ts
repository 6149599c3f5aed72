import { guardsIn } from './guard';

const PRIVACY = 'privacy.int.test.ts';
const NEED = 'need/need.service.int.test.ts';
const KEEP_APART = 'keep-apart/keep-apart.service.int.test.ts';
const PROBE = 'keep-apart/probe.service.int.test.ts';
const LIST = 'bed-request/bed-request-list.service.int.test.ts';
const UNMET_RULES = 'unmet-need/unmet-need.rules.test.ts';
const UNMET = 'unmet-need/unmet-need.service.int.test.ts';

/** What shelters keep in what they tell. */
export const sheltersGuards = guardsIn('subgraphs/shelters/src', [
  {
    rules: ['P1'],
    file: 'shelter/shelter.resolver.ts',
    piece: "  @Privacy('OWNER')\n  @Authorized(ownStaff)\n  address(",
    instead: "  @Privacy('PARTNER')\n  address(",
    test: PRIVACY,
  },
  {
    rules: ['P2'],
    file: 'shelter/shelter-address.entity.ts',
    piece: "@Privacy('OWNER')",
    instead: "@Privacy('PARTNER')",
    test: PRIVACY,
  },
  {
    rules: ['P3', 'P57'],
    file: 'summary/summary.service.ts',
    piece: 'if (await manager.existsBy(BedSummary, { country, asOf })) continue;',
    instead: 'await manager.delete(BedSummary, { country, asOf });',
    test: 'summary/summary.service.int.test.ts',
  },
  {
    rules: ['P6'],
    file: 'hold/make-hold.service.ts',
    piece: '() => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]',
    instead: '(_, index) => CODE_ALPHABET[index < 3 ? 0 : randomInt(CODE_ALPHABET.length)]',
    test: PRIVACY,
  },
  {
    rules: ['P8'],
    file: 'need/need.inputs.ts',
    piece:
      "  @Matches(/^[a-z]{2}$/, { each: true, message: 'a language is two small letters, such as sq' })\n",
    instead: '',
    test: PRIVACY,
  },
  {
    rules: ['P8'],
    file: 'need/need.rules.ts',
    piece: "if (need.regionCode && !places.has(need.regionCode)) return unknownPlace('regionCode');",
    instead: '',
    test: [PRIVACY, LIST],
  },
  {
    rules: ['P8'],
    file: 'need/need.rules.ts',
    piece: 'if (avoided >= 0) return',
    instead: 'if (false) return',
    test: [PRIVACY, LIST],
  },
  {
    rules: ['P8'],
    file: 'hold/make-hold.service.ts',
    piece: 'const people = household(need.people);',
    instead: 'const people = need.people;',
    test: PRIVACY,
  },
  {
    rules: ['P27'],
    file: 'need/weigh.service.ts',
    piece: 'return apart.has(shelter.id) ? rooms.map(room => ({ ...room, free: [] })) : rooms;',
    instead: 'return rooms;',
    test: [NEED, KEEP_APART],
  },
  {
    rules: ['P27'],
    file: 'bed-request/bed-request-list.service.ts',
    piece: '\n     and shelter.id not in (select kept_apart_shelters(request.case_ref)))`;',
    instead: ')`;',
    test: LIST,
  },
  {
    rules: ['P27'],
    file: 'daily-programme/daily-programme.service.ts',
    piece: 'if (apart.has(shelterId)) {',
    instead: 'if (false) {',
    test: 'daily-programme/daily-programme.service.int.test.ts',
  },
  {
    rules: ['P28'],
    file: 'unmet-need/unmet-need.rules.ts',
    piece: 'cell < SMALLEST ? [index] : []',
    instead: 'cell < 0 ? [index] : []',
    test: [UNMET_RULES, UNMET],
  },
  {
    rules: ['P28'],
    file: 'unmet-need/unmet-need.rules.ts',
    piece: 'return { total: null, cells: cells.map(() => null) };',
    instead: 'return { total, cells: cells.map(() => null) };',
    test: [UNMET_RULES, UNMET],
  },
  {
    rules: ['P29'],
    file: 'unmet-need/unmet-need.rules.ts',
    piece: 'while (hidden.size > 0 && together() < SMALLEST) {',
    instead: 'while (false) {',
    test: [UNMET_RULES, UNMET],
  },
  {
    rules: ['P30'],
    file: 'unmet-need/unmet-need.rules.ts',
    piece: 'count - (count % SMALLEST);',
    instead: 'count;',
    test: UNMET,
  },
  {
    rules: ['P33'],
    file: 'unmet-need/unmet-need.resolver.ts',
    piece: '@Authorized(mayReadUnmetNeed)',
    instead: '@Authorized(() => true)',
    test: UNMET,
  },
  {
    rules: ['P47'],
    file: 'board/board.resolver.ts',
    piece: "  @Privacy('OWNER')\n  @Authorized(isStaff)\n  boardChanged(",
    instead: "  @Privacy('PARTNER')\n  @Authorized(isStaff)\n  boardChanged(",
    test: 'live.int.test.ts',
  },
  {
    rules: ['P57'],
    file: 'shelter/shelter.resolver.ts',
    piece: '@Authorized(mayPlace)\n  async availability(',
    instead: 'async availability(',
    test: PRIVACY,
  },
  {
    rules: ['P57'],
    file: 'availability/beds-change.resolver.ts',
    piece: '@Authorized(mayPlace)',
    instead: '@Authorized(() => true)',
    test: 'live.int.test.ts',
  },
  {
    rules: ['P58'],
    file: 'need/weigh.service.ts',
    piece: 'return { shelter, freshness, ...fit(shelter, rooms, need, places, { now, until, freshness }) };',
    instead:
      'const fits = fit(shelter, rooms, need, places, { now, until, freshness });\n    return { shelter, freshness, ...fits, reasons: [...fits.reasons, ...(rooms.tonight.some(({ free }) => free.length) ? [] : []), ...(fits.verdict === "NO" && rooms.tonight.some(({ free }) => free.length) ? (["NIGHTS"] as never[]) : [])] };',
    test: NEED,
  },
  {
    rules: ['P59'],
    file: 'shelter/shelter.resolver.ts',
    piece: 'return shelter.withholdsFigures ? null : ',
    instead: 'return ',
    test: [NEED, KEEP_APART],
  },
  {
    rules: ['P59'],
    file: 'keep-apart/keep-apart.service.ts',
    piece: '): Promise<ReadonlySet<string>> => {',
    instead: '): Promise<ReadonlySet<string>> => {\n  if (!caseRef) return new Set();',
    test: NEED,
  },
  {
    rules: ['P59'],
    file: 'keep-apart/probe.service.ts',
    piece: '  if (!retryAt) return;',
    instead: '  return;',
    test: PROBE,
  },
  {
    rules: ['P59'],
    file: 'keep-apart/probe.service.ts',
    piece: "      kind: 'PROBING',",
    instead: "      kind: 'HOLD_LOOP',",
    test: PROBE,
  },
  {
    rules: ['P61'],
    file: 'hold/hold.service.ts',
    piece: 'return hold && mayReadHold(this.viewer, hold) ? hold : null;',
    instead: 'if (!hold) throw new NotFound();\n    return mayReadHold(this.viewer, hold) ? hold : null;',
    test: 'live.int.test.ts',
  },
  {
    rules: ['P62'],
    file: 'bed-request/bed-request-list.service.ts',
    piece: "box === 'OUTBOX' ? await found.getCount() : null;",
    instead: 'await found.getCount();',
    test: LIST,
  },
  {
    rules: ['P62'],
    file: 'hold/hold-list.service.ts',
    piece: '.where(`hold.${side} = :organisationId`, { organisationId: viewer.organisationId });',
    instead:
      '.where(`:organisationId in (hold.organisation_id, hold.requested_by_organisation_id)`, { organisationId: viewer.organisationId });',
    test: PRIVACY,
  },
]);
