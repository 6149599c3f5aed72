import type { Context } from '@ura/subgraph';
import { connectionOf } from '@ura/vocabulary';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Organisation } from '../organisation/organisation.entity';
import type { Services } from '../subgraph';
import { Change } from './change.entity';

export const ChangeConn = connectionOf(Change, 'Change', 'PARTNER');

@Resolver(() => Change)
export class ChangeResolver {
  @FieldResolver(() => String, {
    description: 'What these fields were, as JSON; nothing of a thing that was new.',
  })
  was(@Root() change: Change): string {
    return JSON.stringify(change.was);
  }

  @FieldResolver(() => String, { description: 'What they became, as JSON.' })
  became(@Root() change: Change): string {
    return JSON.stringify(change.became);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'The organisation of who changed it.' })
  changedByOrganisation(
    @Root() change: Change,
    @Ctx() { services }: Context<Services>,
  ): Promise<Organisation | null> {
    return services.organisations.byId(change.changedByOrganisationId);
  }
}
