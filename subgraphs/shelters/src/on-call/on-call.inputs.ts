import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { OnCallTier, Weekday } from './on-call-shift.entity';

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

@InputType({ description: 'When somebody answers the phone of a shelter, by the clock on its wall.' })
export class OnCallShiftInput {
  @Field(() => [Weekday], { description: 'The days on which it begins.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @ArrayUnique()
  days!: Weekday[];

  @Field(() => String, { description: 'When it begins, as HH:MM.' })
  @MaxLength(5)
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'a time is written HH:MM' })
  from!: string;

  @Field(() => String, {
    description: 'When it ends, as HH:MM, up to 24:00; before `from` is over midnight.',
  })
  @MaxLength(5)
  @Matches(CLOCK, { message: 'a time is written HH:MM' })
  to!: string;

  @Field(() => String, { description: 'The number that is answered, in international form.' })
  @MaxLength(24)
  @Matches(/^\+[1-9][\d ]{6,22}$/, { message: 'a number begins with + and the country’s code' })
  phone!: string;

  @Field(() => OnCallTier, { description: 'Who answers.' })
  tier!: OnCallTier;
}

@InputType({ description: 'The whole rota of a shelter. It takes the place of the old one.' })
export class SetOnCallInput {
  @Field(() => ID, { description: 'The shelter.' })
  @IsUUID(undefined, { message: 'this is not an id' })
  shelterId!: string;

  @Field(() => [OnCallShiftInput], { description: 'The shifts, at most 50.' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  shifts!: OnCallShiftInput[];
}
