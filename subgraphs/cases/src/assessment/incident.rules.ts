import type { AgeBand } from '@ura/vocabulary';
import { isChild } from '../case/case.rules';
import type { GbvContext, GbvType } from './findings.entity';
import type { PerpetratorRelation } from './protection-codes';

export interface IncidentFacts {
  readonly penetration?: boolean | null;
  readonly sexualContact?: boolean | null;
  readonly physicalAssault?: boolean | null;
  readonly forcedMarriage?: boolean | null;
  readonly denialOfResources?: boolean | null;
  readonly psychologicalAbuse?: boolean | null;
  readonly genderBased?: boolean | null;
  readonly forGain?: boolean | null;
  readonly heldCaptive?: boolean | null;
  readonly harmfulPractice?: boolean | null;
  readonly perpetrator: PerpetratorRelation;
  readonly ageBand: AgeBand;
}

/** The test of GBVIMS, in its order: the first that is true is the type, however much else happened. */
const test: readonly (readonly [keyof IncidentFacts, GbvType])[] = [
  ['penetration', 'RAPE'],
  ['sexualContact', 'SEXUAL_ASSAULT'],
  ['physicalAssault', 'PHYSICAL_ASSAULT'],
  ['forcedMarriage', 'FORCED_MARRIAGE'],
  ['denialOfResources', 'DENIAL_OF_RESOURCES'],
  ['psychologicalAbuse', 'PSYCHOLOGICAL_ABUSE'],
];

/** The one type of an incident: GBVIMS. */
export const gbvTypeOf = (facts: IncidentFacts): GbvType =>
  facts.genderBased === false ? 'NON_GBV' : (test.find(([fact]) => facts[fact])?.[1] ?? 'NON_GBV');

/** The contexts in which it happened: GBVIMS derives them, and nobody chooses them. */
export const gbvContextsOf = (facts: IncidentFacts): GbvContext[] => {
  const type = gbvTypeOf(facts);
  const isSexual = type === 'RAPE' || type === 'SEXUAL_ASSAULT';
  const wasChild = isChild(facts.ageBand);
  const isPartner = facts.perpetrator === 'PARTNER' || facts.perpetrator === 'FORMER_PARTNER';
  const holds: Readonly<Record<GbvContext, boolean>> = {
    INTIMATE_PARTNER: isPartner,
    CHILD_SEXUAL_ABUSE: isSexual && wasChild,
    EARLY_MARRIAGE: type === 'FORCED_MARRIAGE' && wasChild,
    POSSIBLE_SEXUAL_EXPLOITATION: isSexual && facts.forGain === true,
    POSSIBLE_SEXUAL_SLAVERY: isSexual && facts.heldCaptive === true,
    HARMFUL_PRACTICE: facts.harmfulPractice === true,
  };
  return type === 'NON_GBV' ? [] : (Object.keys(holds) as GbvContext[]).filter(context => holds[context]);
};
