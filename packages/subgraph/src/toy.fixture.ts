import { everyone, hasRole, member, type Viewer } from '@ura/access';
import { Conflict } from '@ura/errors';
import { Privacy } from '@ura/vocabulary';
import { ArrayMaxSize, Max, MaxLength, ValidateNested } from 'class-validator';
import {
  Arg,
  Authorized,
  Directive,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from 'type-graphql';
import type { Subgraph } from './manifest';

@ObjectType({ description: 'A thing of every class.' })
@Directive('@key(fields: "id")')
@Privacy('PUBLIC')
export class Thing {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Privacy('PARTNER')
  @Field(() => String, { nullable: true, description: 'For members.' })
  forMembers!: string | null;

  @Privacy('OWNER')
  @Field(() => String, { nullable: true, description: 'For owners.' })
  forOwners!: string | null;

  @Privacy('PARTNER')
  @Authorized(hasRole('TRAINER'))
  @Field(() => String, { nullable: true, description: 'For trainers.' })
  forTrainers!: string | null;
}

@InputType({ description: 'A part.' })
class PartInput {
  @Field(() => String, { description: 'Its name.' })
  @MaxLength(5)
  name!: string;
}

@InputType({ description: 'What to make.' })
class MakeThingInput {
  @Field(() => Int, { description: 'How many.' })
  @Max(3)
  many!: number;

  @Field(() => [PartInput], { description: 'Of what.' })
  @ArrayMaxSize(2)
  @ValidateNested()
  parts!: PartInput[];
}

const thing = (id: string) =>
  Object.assign(new Thing(), { id, forMembers: 'm', forOwners: 'o', forTrainers: 't' });

@Resolver(() => Thing)
class ThingResolver {
  @Query(() => Thing, { nullable: true, description: 'One thing.' })
  @Privacy('PUBLIC')
  @Authorized(everyone)
  thing(): Thing {
    return thing('1');
  }

  @Query(() => Thing, { nullable: true, description: 'A secret thing.' })
  @Privacy('OWNER')
  @Authorized(member)
  secret(): Thing {
    return thing('2');
  }

  @Mutation(() => Thing, { nullable: true, description: 'Makes a thing.' })
  @Privacy('PARTNER')
  @Authorized(hasRole('TRAINER'))
  makeThing(@Arg('input', () => MakeThingInput, { description: 'What.' }) input: MakeThingInput): Thing {
    if (input.many === 0) throw new Conflict('There is one already.');
    if (input.many < 0) throw new Error('a secret of the inside');
    return thing('3');
  }
}

export const toy: Subgraph<{ viewer: Viewer }> = {
  name: 'toy',
  port: 0,
  entities: [],
  resolvers: [ThingResolver],
  migrations: __dirname,
  services: (_database, viewer) => ({ viewer }),
  references: { Thing: ({ viewer }, { id }) => (viewer.id === null && id === 'hidden' ? null : thing(id!)) },
};
