import type { Context } from '@ura/subgraph';
import { connectionOf } from '@ura/vocabulary';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Organisation } from '../organisation/organisation.entity';
import type { Services } from '../subgraph';
import { Change } from './change.entity';

export const ChangeConn = connectionOf(Change, 'Change', 'PARTNER');

@Resolver(() => Change)
export class ChangeResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: 'The organisation of who changed it.' })
  changedByOrganisation(
    @Root() change: Change,
    @Ctx() { services }: Context<Services>,
  ): Promise<Organisation | null> {
    return services.organisations.byId(change.changedByOrganisationId);
  }
}
