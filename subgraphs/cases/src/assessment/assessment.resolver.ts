import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity';
import { worksInCases } from '../case/case.rules';
import { open } from '../part/part.rules';
import type { Services } from '../subgraph';
import { type AssessedPart, Assessment } from './assessment.entity';
import { AssessCaseInput } from './assessment.inputs';
import { HealthFindings, ProtectionFindings, ReintegrationFindings } from './findings.entity';

@Resolver(() => Case)
export class CaseAssessmentsResolver {
  @FieldResolver(() => [Assessment], {
    nullable: true,
    description: 'What was found, the latest first, as far as its parts are open to you.',
  })
  @Privacy('OWNER')
  @Authorized(open('PROTECTION', 'HEALTH', 'REINTEGRATION'))
  assessments(@Root() root: Case, @Ctx() { services }: Context<Services>): Promise<Assessment[]> {
    return services.assessments.of(root);
  }

  @Mutation(() => Case, { nullable: true, description: 'Records what was found when a case was assessed.' })
  @Privacy('OWNER')
  @Authorized(worksInCases)
  assessCase(
    @Arg('input', () => AssessCaseInput, { description: 'What was found, part by part.' })
    input: AssessCaseInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.assessments.assess(input);
  }
}

const findings = <Found>(of: AssessedPart, { part, findings }: Assessment): Found | null =>
  part === of ? (findings as Found) : null;

@Resolver(() => Assessment)
export class AssessmentResolver {
  @FieldResolver(() => ProtectionFindings, {
    nullable: true,
    description: 'What was found of danger and safety.',
  })
  protection(@Root() root: Assessment): ProtectionFindings | null {
    return findings('PROTECTION', root);
  }

  @FieldResolver(() => HealthFindings, { nullable: true, description: 'What body and mind need.' })
  health(@Root() root: Assessment): HealthFindings | null {
    return findings('HEALTH', root);
  }

  @FieldResolver(() => ReintegrationFindings, {
    nullable: true,
    description: 'What a life of her own needs.',
  })
  reintegration(@Root() root: Assessment): ReintegrationFindings | null {
    return findings('REINTEGRATION', root);
  }
}
