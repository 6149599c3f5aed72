import { AgeBand, Privacy, Sex } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What a placement must know of one person. Never an age, never a name.' })
@Privacy('PARTNER')
export class PersonWaiting {
  @Field(() => Sex, { description: 'Sex.' })
  sex!: Sex;

  @Field(() => AgeBand, { description: 'Age, as a band.' })
  ageBand!: AgeBand;

  @Field(() => Boolean, { description: 'Whether they use a wheelchair.' })
  wheelchair!: boolean;

  @Field(() => Boolean, { description: 'Whether they sleep in a cot.' })
  cot!: boolean;
}
