import { Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import { Shelter } from '../shelter/shelter.entity';
import { Availability } from './availability.entity';

@ObjectType({ description: 'The beds of a shelter, as they are now.' })
@Privacy('PARTNER')
export class BedsChange {
  @Field(() => Shelter, { nullable: true, description: 'The shelter.' })
  shelter!: Shelter;

  @Field(() => Availability, { nullable: true, description: 'How many of its beds are what.' })
  availability!: Availability;
}
