import { PageArgs } from '@ura/vocabulary';
import { IsUUID } from 'class-validator';
import { ArgsType, Field, ID } from 'type-graphql';
import { notAnId } from '../case/case.inputs';

@ArgsType()
export class AccessLogArgs extends PageArgs {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;
}
