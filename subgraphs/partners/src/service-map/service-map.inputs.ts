import { Country } from '@ura/vocabulary';
import { ArrayMaxSize } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { PlaceLevel } from '../place/place.entity';
import { ServiceCategory } from '../service-type/service-type.entity';

@ArgsType()
export class ServiceMapArgs {
  @Field(() => Country, { nullable: true, description: 'Only places of this country.' })
  country?: Country | null;

  @Field(() => PlaceLevel, { defaultValue: PlaceLevel.REGION, description: 'The level of the places.' })
  level!: PlaceLevel;

  @Field(() => [ServiceCategory], {
    nullable: true,
    description: 'Only these categories; all, when left out.',
  })
  @ArrayMaxSize(50)
  categories?: ServiceCategory[] | null;
}
