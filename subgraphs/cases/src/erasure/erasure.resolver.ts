import { anyOf, hasRole } from '@ura/access';
import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import { Case } from '../case/case.entity';
import { worksInCases } from '../case/case.rules';
import type { Services } from '../subgraph';
import { SurvivorExport } from './erasure.entity';
import { EraseSurvivorInput, ExportSurvivorDataInput, SetLegalHoldInput } from './erasure.inputs';

const DATA_OFFICER = hasRole('DATA_OFFICER');

@Resolver()
export class ErasureResolver {
  @Mutation(() => Case, { nullable: true, description: 'Sets a legal hold on a case, or lifts it.' })
  @Privacy('OWNER')
  @Authorized(DATA_OFFICER)
  setLegalHold(
    @Arg('input', () => SetLegalHoldInput, { description: 'Which case, and why.' }) input: SetLegalHoldInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.erasures.hold(input);
  }

  @Mutation(() => SurvivorExport, {
    nullable: true,
    description:
      'Takes out everything of a case for the survivor, with the list of who looked: the data officer, or who leads the case. It is a line in the audit.',
  })
  @Privacy('IDENTITY')
  @Authorized(anyOf(DATA_OFFICER, worksInCases))
  exportSurvivorData(
    @Arg('input', () => ExportSurvivorDataInput, { description: 'Whose.' }) input: ExportSurvivorDataInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<SurvivorExport> {
    return services.erasures.export(input);
  }

  @Mutation(() => Case, {
    nullable: true,
    description:
      'Destroys the key under which everything about a survivor is sealed: nobody can read it again. Only of a case that has ended, and not under a legal hold.',
  })
  @Privacy('OWNER')
  @Authorized(DATA_OFFICER)
  eraseSurvivor(
    @Arg('input', () => EraseSurvivorInput, { description: 'Whose, and why.' }) input: EraseSurvivorInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.erasures.erase(input);
  }
}
