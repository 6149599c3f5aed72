import { guardsIn } from './guard';

const BOXES = 'referral/referral-boxes.int.test.ts';
const CONSENT = 'consent/consent.service.int.test.ts';
const CONSENT_RULES = 'consent/consent.rules.test.ts';
const GRANTS = 'part/grants.property.int.test.ts';
const REFERRAL = 'referral/referral.service.int.test.ts';
const SECURITY = 'migrations/1763800200001-consents-and-exchanges-security.ts';
const TRANSFER = 'transfer/transfer.service.int.test.ts';
const WITHDRAWAL = 'consent/withdrawal.int.test.ts';

/** What cases keep of consents, and of what stands on them. */
export const casesExchangeGuards = guardsIn('subgraphs/cases/src', [
  {
    rules: ['P11'],
    file: 'referral/referral-work.service.ts',
    piece: 'if (!covers(consent.purposes, serviceCodes)) {',
    instead: 'if (false) {',
    test: REFERRAL,
  },
  {
    rules: ['P11'],
    file: 'transfer/transfer-work.service.ts',
    piece: "if (!consent.purposes.includes('CASE_TRANSFER')) {",
    instead: 'if (false) {',
    test: TRANSFER,
  },
  {
    rules: ['P11', 'P13'],
    file: SECURITY,
    piece: '\n  and consent_allows(consent_id, case_id, to_organisation_id)',
    instead: '',
    test: REFERRAL,
  },
  {
    rules: ['P12'],
    file: 'consent/consent.service.ts',
    piece: 'if (consent.recipientId !== of.toOrganisationId.toLowerCase()) {',
    instead: 'if (false) {',
    test: WITHDRAWAL,
  },
  {
    rules: ['P11', 'P14'],
    file: SECURITY,
    piece: `organisation_id = \${ORGANISATION} for no key update;`,
    instead: `organisation_id = \${ORGANISATION};`,
    test: WITHDRAWAL,
  },
  {
    rules: ['P14', 'P63'],
    file: SECURITY,
    piece: 'create trigger announce_update after update on referral',
    instead: 'create trigger announce_update after delete on referral',
    test: WITHDRAWAL,
  },
  {
    rules: ['P14'],
    file: 'referral/exchange.service.ts',
    piece: `and not \${HOLDS} then 'CLOSED_BY_SENDER'`,
    instead: "and false then 'CLOSED_BY_SENDER'",
    test: REFERRAL,
  },
  {
    rules: ['P16', 'P23'],
    file: 'part/part.rules.ts',
    piece: 'const isLive = isUnderWay(exchange) && isInTime;',
    instead: 'const isLive = isUnderWay(exchange);',
    test: GRANTS,
  },
  {
    rules: ['P16'],
    file: SECURITY,
    piece: `where case_id = of_case and \${part} = any(parts)`,
    instead: `where case_id = of_case and (\${part} = any(parts) or '\${table}' = 'identification')`,
    test: TRANSFER,
  },
  {
    rules: ['P17'],
    file: 'consent/consent.rules.ts',
    piece: 'guardian?.isAllegedPerpetrator === true,',
    instead: 'false,',
    test: CONSENT,
  },
  {
    rules: ['P17'],
    file: 'consent/consent.rules.ts',
    piece: 'flaw(ofAssent.includes(occasion.ageBand) && !assent,',
    instead: 'flaw(false,',
    test: [CONSENT, CONSENT_RULES],
  },
  {
    rules: ['P18'],
    file: 'consent/consent.inputs.ts',
    piece: String.raw`const TEXT_VERSION = /^[a-z-]{0,12}\d[\d.-]{0,19}$/i;`,
    instead: 'const TEXT_VERSION = /^/;',
    test: CONSENT,
  },
  {
    rules: ['P20'],
    file: 'consent/consent.rules.ts',
    piece: 'Boolean(validTo && validTo > daysAfter(today, LONGEST_DAYS)),',
    instead: 'false,',
    test: [CONSENT, CONSENT_RULES],
  },
  {
    rules: ['P20'],
    file: 'consent/consent.rules.ts',
    piece: "consent.validTo !== null && consent.validTo >= today ? 'GRANTED' : 'EXPIRED'",
    instead: "'GRANTED'",
    test: CONSENT,
  },
  {
    rules: ['P20'],
    file: 'consent/record-consent.service.ts',
    piece: 'daysAfter(today, USUAL_DAYS)',
    instead: 'daysAfter(today, 365)',
    test: CONSENT,
  },
  {
    rules: ['P14'],
    file: SECURITY,
    piece: 'update consent set withdrawn_at = now() where',
    instead: 'update consent set withdrawn_at = null where',
    test: WITHDRAWAL,
  },
  {
    rules: ['P14', 'P63'],
    file: SECURITY,
    piece: "perform end_exchanges(of_case, said.id, 'REVOKED');",
    instead: '',
    test: WITHDRAWAL,
  },
  {
    rules: ['P60'],
    file: 'referral/referral.rules.ts',
    piece: "ACCEPTED: ['IN_SERVICE', 'NOT_ATTENDED', 'CLOSED_BY_SENDER'],",
    instead: "ACCEPTED: ['IN_SERVICE', 'NOT_ATTENDED'],",
    test: [REFERRAL, 'referral/referral.rules.test.ts'],
  },
  {
    rules: ['P61'],
    file: SECURITY,
    piece: `of_case and organisation_id = \${ORGANISATION} for no key`,
    instead: 'of_case for no key',
    test: WITHDRAWAL,
  },
  {
    rules: ['P62'],
    file: 'referral/referral.service.ts',
    piece: '[sentAt.toISOString(), id]);',
    instead: '[sentAt.toISOString(), id], rows.length);',
    test: BOXES,
  },
  {
    rules: ['P63'],
    file: 'referral/referral.service.ts',
    piece: 'return found && isRecipient(this.viewer, found) ? found : null;',
    instead: 'return found;',
    test: BOXES,
  },
]);
