import { PartialDate, Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'Who a survivor is. It is stored sealed, and each look at it is a line in the audit.',
})
@Privacy('IDENTITY')
export class Survivor {
  @Field(() => String, { nullable: true, description: 'Given name.' })
  givenName!: string | null;

  @Field(() => String, { nullable: true, description: 'Family name.' })
  familyName!: string | null;

  @Field(() => [String], { description: 'Full names under which she was known before, such as by marriage.' })
  formerNames!: string[];

  @Field(() => PartialDate, { nullable: true, description: 'When she was born, as far as it is known.' })
  born!: PartialDate | null;

  @Field(() => [String], { description: 'Citizenships: ISO 3166-1 of two letters, and XK.' })
  citizenships!: string[];

  @Field(() => [String], { description: 'Languages that she speaks: ISO 639.' })
  languages!: string[];

  @Field(() => String, { nullable: true, description: 'Number of an identity document.' })
  documentNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Where she lives or lived.' })
  address!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Her telephone. It is not for calling: how she is reached safely is the safe contact’s to say.',
  })
  phone!: string | null;
}
