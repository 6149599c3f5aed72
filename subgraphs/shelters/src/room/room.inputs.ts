import { GraphQLDateTimeISO, GraphQLUUID } from '@ura/vocabulary';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** As on a door or a bed frame: no sentence, and nobody's name needs to be on one. */
const LABEL = /^[\p{L}\p{N}]+([ ./-][\p{L}\p{N}]+)*$/u;
const notALabel = { message: 'a label has letters and digits, such as 2a' };

@InputType({ description: 'A new room with its beds.' })
export class RoomInput {
  @Field(() => String, { description: 'What the staff call it.' })
  @Matches(LABEL, notALabel)
  @MaxLength(40)
  label!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it is for one household at a time.' })
  familyUnit!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether a wheelchair gets in, and around.' })
  accessible!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it is on the ground floor.' })
  groundFloor!: boolean;

  @Field(() => Int, { defaultValue: 0, description: 'How many cots can be put up beside its beds.' })
  @Min(0)
  @Max(10)
  cots!: number;

  @Field(() => [String], { description: 'What the staff call its beds: 1 to 30.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @ArrayUnique()
  @Matches(LABEL, { each: true, ...notALabel })
  @MaxLength(40, { each: true })
  beds!: string[];
}

@InputType({ description: 'More beds in a room that is there.' })
export class MoreBedsInput {
  @Field(() => ID, { description: 'The room.' })
  @IsUUID(undefined, { message: 'this is not an id' })
  roomId!: string;

  @Field(() => [String], { description: 'What the staff call the new beds.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @ArrayUnique()
  @Matches(LABEL, { each: true, ...notALabel })
  @MaxLength(40, { each: true })
  beds!: string[];

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'For overflow beds: until when they are there. Afterwards nobody is given one.',
  })
  overflowUntil?: Date | null;
}

@InputType({ description: 'More rooms, and more beds in rooms that are there.' })
export class AddBedsInput {
  @Field(() => ID, { description: 'The shelter.' })
  @IsUUID(undefined, { message: 'this is not an id' })
  shelterId!: string;

  @Field(() => [RoomInput], { nullable: true, description: 'New rooms.' })
  @ArrayMaxSize(60)
  @ValidateNested({ each: true })
  rooms?: RoomInput[] | null;

  @Field(() => [MoreBedsInput], { nullable: true, description: 'New beds in rooms that are there.' })
  @ArrayMaxSize(60)
  @ValidateNested({ each: true })
  more?: MoreBedsInput[] | null;

  @Field(() => GraphQLUUID, { description: 'A new UUID for new beds; the same again adds nothing.' })
  idempotencyKey!: string;
}
