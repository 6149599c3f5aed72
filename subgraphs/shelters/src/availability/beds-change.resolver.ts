import type { Changed, Context } from '@ura/subgraph';
import { Country, Privacy } from '@ura/vocabulary';
import { Arg, Authorized, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import type { Services } from '../subgraph';
import { mayPlace } from './availability.rules';
import { BedsChange } from './beds-change.entity';

@Resolver(() => BedsChange)
export class BedsChangeResolver {
  @Subscription(() => BedsChange, {
    nullable: true,
    description:
      'A shelter whose beds or figures changed, as it is now. Only changes come, and only where what is asked for differs from what was told of that shelter before. For those who place people.',
    subscribe: ({ context }: { context: Context<Services> }) =>
      context.stream!.ofAll('beds', () => context.services.shelters.ids()),
  })
  @Privacy('PARTNER')
  @Authorized(mayPlace)
  async bedsChanged(
    @Root() changed: Changed,
    @Arg('country', () => Country, { nullable: true, description: 'Only shelters of this country.' })
    country: Country | null,
    @Ctx() { services }: Context<Services>,
  ): Promise<BedsChange | null> {
    const shelter = await services.shelters.byId(changed.id);
    if (!shelter || (country && shelter.country !== country)) return null;
    return { shelter, availability: await services.availability.ofShelter(shelter) };
  }
}
