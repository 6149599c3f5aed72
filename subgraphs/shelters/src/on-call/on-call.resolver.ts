import type { Context } from '@ura/subgraph';
import { Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Shelter } from '../shelter/shelter.entity';
import { isManager, ownStaff } from '../shelter/shelter.rules';
import type { Services } from '../subgraph';
import { SetOnCallInput } from './on-call.inputs';
import { OnCallShift } from './on-call-shift.entity';

@Resolver(() => Shelter)
export class OnCallResolver {
  @FieldResolver(() => [OnCallShift], {
    nullable: true,
    description: 'Who answers, and when. For its own staff.',
  })
  @Privacy('OWNER')
  @Authorized(ownStaff)
  onCall(@Root() shelter: Shelter, @Ctx() { services }: Context<Services>): Promise<OnCallShift[]> {
    return services.onCall.shifts(shelter.id);
  }

  @Mutation(() => Shelter, {
    nullable: true,
    description: 'Sets who answers, and when. For the shelter’s manager.',
  })
  @Privacy('PARTNER')
  @Authorized(isManager)
  setOnCall(
    @Arg('input', () => SetOnCallInput, { description: 'The whole rota.' }) input: SetOnCallInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Shelter> {
    return services.onCall.set(input);
  }
}
