import type { Context } from '@ura/subgraph';
import { connectionOf, type Page, PageArgs, Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { goesOut } from '../concern/concern.rules';
import { MobileUnit } from '../mobile-unit.reference';
import { Place } from '../place.reference';
import type { Services } from '../subgraph';
import { RecordOutreachInput } from './outreach.inputs';
import { OutreachVisit } from './outreach-visit.entity';

const OutreachVisitConn = connectionOf(OutreachVisit, 'OutreachVisit', 'OWNER');

@Resolver(() => OutreachVisit)
export class OutreachResolver {
  @Query(() => OutreachVisitConn, {
    nullable: true,
    description: 'The visits of your organisation’s mobile units, the latest first.',
  })
  @Privacy('OWNER')
  @Authorized(goesOut)
  outreachVisits(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<OutreachVisit>> {
    return services.outreach.visible(page);
  }

  @Mutation(() => OutreachVisit, {
    nullable: true,
    description: 'Records a visit of a mobile unit: where, and with how many people they spoke.',
  })
  @Privacy('OWNER')
  @Authorized(goesOut)
  recordOutreach(
    @Arg('input', () => RecordOutreachInput, { description: 'The visit.' }) input: RecordOutreachInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<OutreachVisit> {
    return services.outreach.record(input);
  }

  @FieldResolver(() => MobileUnit, { nullable: true, description: 'The mobile unit.' })
  @Privacy('OWNER')
  mobileUnit(@Root() { mobileUnitId }: OutreachVisit): MobileUnit {
    return { id: mobileUnitId };
  }

  @FieldResolver(() => Place, { nullable: true, description: 'The region or municipality.' })
  @Privacy('OWNER')
  async place(
    @Root() { placeCode }: OutreachVisit,
    @Ctx() { services }: Context<Services>,
  ): Promise<Place | null> {
    const place = await services.places.byCode(placeCode);
    return place && { id: place.id };
  }
}
