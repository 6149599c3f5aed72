import { Privacy } from '@ura/vocabulary';
import { Field, Int, ObjectType } from 'type-graphql';
import { ServiceCategory } from '../service-type/service-type.entity';

@ObjectType({ description: 'How well one place is covered by services of one category.' })
@Privacy('PUBLIC')
export class ServiceCoverage {
  placeId!: string;

  @Field(() => ServiceCategory, { description: 'The category.' })
  category!: ServiceCategory;

  @Field(() => Int, { description: 'How many active services cover the place.' })
  services!: number;

  @Field(() => Int, { description: 'How many organisations offer them.' })
  organisations!: number;

  @Field(() => Boolean, { description: 'Whether nobody offers any.' })
  gap!: boolean;
}
