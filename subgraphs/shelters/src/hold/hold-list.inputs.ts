import { Box, PageArgs } from '@ura/vocabulary';
import { ArrayMaxSize, IsUUID, Matches } from 'class-validator';
import { ArgsType, Field, ID } from 'type-graphql';
import { BedHoldStatus } from './hold.entity';

@ArgsType()
export class BedHoldArgs {
  @Field(() => ID, { nullable: true, description: 'The hold’s id; or say its code.' })
  @IsUUID(undefined, { message: 'this is not an id' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'The six characters that were said on the phone.' })
  @Matches(/^[a-z0-9]{6}$/i, { message: 'a code is six letters and digits' })
  code?: string | null;
}

@ArgsType()
export class BedHoldsArgs extends PageArgs {
  @Field(() => Box, { description: 'INBOX: at your own shelters. OUTBOX: that your organisation asked for.' })
  box!: Box;

  @Field(() => [BedHoldStatus], { nullable: true, description: 'In one of these; in any, unless said.' })
  @ArrayMaxSize(7)
  statuses?: BedHoldStatus[] | null;
}
