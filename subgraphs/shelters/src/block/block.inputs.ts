import { GraphQLDateTimeISO } from '@ura/vocabulary';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { BlockReason } from './block.entity';

@InputType({ description: 'That an empty bed is not to be given for a time.' })
export class BlockBedInput {
  @Field(() => ID, { description: 'The bed.' })
  @IsUUID(undefined, { message: 'this is not an id' })
  bedId!: string;

  @Field(() => BlockReason, { description: 'Why.' })
  reason!: BlockReason;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'From when; now, unless said.' })
  from?: Date | null;

  @Field(() => GraphQLDateTimeISO, { description: 'Until when. Every block has an end.' })
  until!: Date;
}

@InputType({ description: 'That a blocked bed may be given again.' })
export class UnblockBedInput {
  @Field(() => ID, { description: 'The bed.' })
  @IsUUID(undefined, { message: 'this is not an id' })
  bedId!: string;
}
