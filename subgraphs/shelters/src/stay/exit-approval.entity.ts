import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Unique } from 'typeorm';

export const ExitApprover = enumOf(
  'ExitApprover',
  'Who must approve that somebody at high risk leaves for good.',
  {
    PROSECUTOR: 'The prosecutor.',
    POLICE: 'The police.',
  },
);
export type ExitApprover = CodeOf<typeof ExitApprover>;

@ObjectType({ description: 'An approval on paper that somebody at high risk leaves for good.' })
@Privacy('OWNER')
@Entity('exit_approval')
@Unique(['stayId', 'by'])
export class ExitApproval extends Row {
  @Column('uuid')
  stayId!: string;

  @Column('uuid')
  organisationId!: string;

  @Field(() => ExitApprover, { description: 'Whose approval it is.' })
  @Column('text')
  by!: ExitApprover;

  @Field(() => String, { description: 'The protocol number of the paper.' })
  @Column('text')
  reference!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was given.' })
  @Column('timestamptz')
  approvedAt!: Date;

  @Column('uuid')
  recordedById!: string;
}
