import { PageArgs } from '@ura/vocabulary';
import { IsUUID } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';

@ArgsType()
export class AlarmsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of one shelter.' })
  shelterId?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Those that are settled, instead of those that are not.',
  })
  settled!: boolean;
}

@InputType({ description: 'That somebody took care of it.' })
export class SettleAlarmInput {
  @Field(() => ID, { description: 'The alarm.' })
  @IsUUID(undefined, { message: 'this is not an id' })
  alarmId!: string;
}
