import { Country, PageArgs } from '@ura/vocabulary';
import { ArgsType, Field, ID } from 'type-graphql';
import { IsId, IsLine } from '../checks/checks.inputs';
import { PlaceLevel } from './place.entity';

@ArgsType()
export class PlaceArgs {
  @Field(() => ID, { nullable: true, description: 'Its id. Give this or the code.' })
  @IsId()
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Its code, such as AL-12. Give this or the id.' })
  @IsLine(100)
  code?: string | null;
}

@ArgsType()
export class PlacesArgs extends PageArgs {
  @Field(() => Country, { nullable: true, description: 'Only those of one country.' })
  country?: Country | null;

  @Field(() => PlaceLevel, { nullable: true, description: 'Only those of one level.' })
  level?: PlaceLevel | null;
}
