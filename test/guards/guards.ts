import { auditGuards } from './audit.guards';
import { casesAccessGuards } from './cases-access.guards';
import { casesEmergencyGuards } from './cases-emergency.guards';
import { casesErasureGuards } from './cases-erasure.guards';
import { casesExchangeGuards } from './cases-exchanges.guards';
import { casesIdentityGuards } from './cases-identity.guards';
import { casesMatchGuards } from './cases-matches.guards';
import { casesNoticeGuards } from './cases-notices.guards';
import { casesPlanGuards } from './cases-plans.guards';
import { gatewayGuards } from './gateway.guards';
import type { Guard, RuleNumber } from './guard';
import { packageGuards } from './packages.guards';
import { partnersGuards } from './partners.guards';
import { sheltersGuards } from './shelters.guards';
import { sheltersHoldGuards } from './shelters-holds.guards';
import { sheltersSqlGuards } from './shelters-sql.guards';
import { vaultGuards } from './vault.guards';

/** Every guard of the hub. */
export const guards: readonly Guard[] = [
  ...packageGuards,
  ...vaultGuards,
  ...auditGuards,
  ...gatewayGuards,
  ...partnersGuards,
  ...casesAccessGuards,
  ...casesEmergencyGuards,
  ...casesIdentityGuards,
  ...casesErasureGuards,
  ...casesMatchGuards,
  ...casesNoticeGuards,
  ...casesExchangeGuards,
  ...casesPlanGuards,
  ...sheltersGuards,
  ...sheltersHoldGuards,
  ...sheltersSqlGuards,
];

/** Rules whose tests have nothing that could be taken out, and why. */
export const unguarded: Readonly<Partial<Record<RuleNumber, string>>> = {
  P15: 'Nothing looks at a refusal, so there is nothing to take out: its test would see something that did.',
  P5: 'An address is kept by its class, its rule and a policy at once: each is taken out for P1, P2 or P56.',
};
