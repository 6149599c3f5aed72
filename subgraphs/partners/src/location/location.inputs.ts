import { CoordinatesInput, LocalizedTextInput } from '@ura/vocabulary';
import { ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { HasNoNumber, HasWords, IsLine } from '../checks/checks.inputs';
import { LocationVisibility } from './location.entity';

@InputType({ description: 'Where a service is, as precisely as may be said. Never a street.' })
export class LocationInput {
  @Field(() => LocalizedTextInput, { nullable: true, description: 'What it is called.' })
  @ValidateNested()
  @HasWords(200)
  @HasNoNumber()
  name?: LocalizedTextInput | null;

  @Field(() => LocationVisibility, { description: 'How much of it may be said.' })
  visibility!: LocationVisibility;

  @Field(() => String, {
    description:
      'The code of its place. Of a location that is not public: a region or a country, never finer.',
  })
  @IsLine(100)
  placeCode!: string;

  @Field(() => CoordinatesInput, {
    nullable: true,
    description: 'The point itself; of a public location alone.',
  })
  @ValidateNested()
  coordinates?: CoordinatesInput | null;
}
