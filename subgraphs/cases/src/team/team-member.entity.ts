import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

export const TeamFunction = enumOf(
  'TeamFunction',
  'What somebody does in the team of a case. It says which parts of the case are open to them.',
  {
    CASE_MANAGER: 'Leads the case; every part is open.',
    SOCIAL_WORKER: 'Works with the survivor from day to day; every part is open.',
    PSYCHOLOGIST: 'Counsels: basics, protection, health, identity.',
    HEALTH_WORKER: 'A doctor or nurse: basics, health, identity.',
    LAWYER: 'Assists with the law: basics, protection, identity.',
    SHELTER_WORKER: 'Works in the shelter: basics, protection.',
    EDUCATION_WORKER: 'Follows school: basics, reintegration.',
    EMPLOYMENT_WORKER: 'Mediates for work: basics, reintegration.',
  },
);
export type TeamFunction = CodeOf<typeof TeamFunction>;

@ObjectType({ description: 'Somebody of the owner’s staff who works on a case.' })
@Privacy('OWNER')
@Entity('team_member')
@Index(['caseId', 'workerId', 'function'], { unique: true, where: 'ended_at is null' })
@Index(['caseId', 'startedAt'])
@Index(['workerId', 'caseId'], { where: 'ended_at is null' })
export class TeamMember extends Row {
  @Column('uuid')
  caseId!: string;

  @Field(() => ID, { description: 'The worker, as their organisation’s sign-in knows them.' })
  @Column('uuid')
  workerId!: string;

  @Field(() => TeamFunction, { description: 'What they do.' })
  @Column('text')
  function!: TeamFunction;

  @Field(() => GraphQLDateTimeISO, { description: 'Since when.' })
  @Column('timestamptz', { default: () => 'now()' })
  startedAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Until when, where it has ended.' })
  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}
