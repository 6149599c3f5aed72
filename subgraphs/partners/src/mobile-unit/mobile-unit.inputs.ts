import { ArgsType, Field } from 'type-graphql';
import { IsLine } from '../checks/checks.inputs';

@ArgsType()
export class MobileUnitsArgs {
  @Field(() => String, { nullable: true, description: 'Only those of the region with this code.' })
  @IsLine(100)
  regionCode?: string | null;
}
