import { GraphQLUUID, LocalizedTextInput, PhoneKind } from '@ura/vocabulary';
import { Equals, Matches, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { HasWords, IsId, IsLine } from '../checks/checks.inputs';

@InputType({
  description:
    'A change of a public number: a new one, another instead of an old one, or the removal of an old one.',
})
export class ProposePhoneInput {
  @Field(() => GraphQLUUID, { description: 'Made by the caller; the same again makes nothing new.' })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Whose number it is.' })
  @IsId()
  organisationId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The number that it replaces or removes, exactly as it is shown; left out for a new one.',
  })
  @IsLine(30)
  oldNumber?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The number from then on, in international form; left out to remove the old one.',
  })
  @Matches(/^\+\d[\d ]{5,22}\d$/, {
    message: 'newNumber must be a number in international form, such as +355 4 000 0000',
  })
  newNumber?: string | null;

  @Field(() => PhoneKind, { nullable: true, description: 'What it is for; left out, as the old one.' })
  kind?: PhoneKind | null;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'Who answers; left out, as the old one.' })
  @ValidateNested()
  @HasWords(200)
  label?: LocalizedTextInput | null;

  @Field(() => ID, { nullable: true, description: 'Of a new number: the service that it is for.' })
  @IsId()
  serviceId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of a new number: the mobile unit that it is for.' })
  @IsId()
  mobileUnitId?: string | null;
}

@InputType({ description: 'The second person’s word on a change of a public number.' })
export class ApprovePhoneInput {
  @Field(() => ID, { description: 'The change.' })
  @IsId()
  phoneChangeId!: string;

  @Field(() => Boolean, {
    description:
      'That you called the old number and heard there that it changes. Where there is no old one: that you called the new one.',
  })
  @Equals(true, { message: 'calledOldNumber must be true: call the number first, then approve' })
  calledOldNumber!: boolean;
}
