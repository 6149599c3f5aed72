import type { Role } from '@ura/access';
import { Privacy, RoleEnum } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Who the hub thinks is asking.' })
@Privacy('PUBLIC')
export class Viewer {
  @Field(() => ID, { nullable: true, description: 'The person’s id; null of anonymous.' })
  id!: string | null;

  @Field(() => [RoleEnum], { description: 'What the person may be in the organisation.' })
  roles!: readonly Role[];

  @Field(() => Boolean, { description: 'Whether nobody has signed in.' })
  anonymous!: boolean;

  organisationId!: string | null;
}
