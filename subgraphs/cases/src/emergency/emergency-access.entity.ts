import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

export const EmergencyReason = enumOf('EmergencyReason', 'Why a case had to be opened at once.', {
  LIFE_IN_DANGER: 'Somebody’s life or health is in danger.',
  ARRIVED_IN_CRISIS: 'She stands at the door or is on the phone, and her team cannot be reached.',
  MISSING: 'She, or her child, is missing.',
  MEDICAL: 'A hospital needs to know something now.',
  THREAT: 'A threat against her or the house became known.',
});
export type EmergencyReason = CodeOf<typeof EmergencyReason>;

@ObjectType({
  description: 'One of the owner’s staff opened a case that is not theirs, for a short time. It is reviewed.',
})
@Privacy('OWNER')
@Entity('emergency_access')
@Index(['workerId', 'caseId'])
@Index(['organisationId', 'openedAt'])
export class EmergencyAccess extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @Index()
  @Column('uuid')
  caseId!: string;

  @Column('uuid')
  organisationId!: string;

  @Field(() => ID, { description: 'Who opened it.' })
  @Column('uuid')
  workerId!: string;

  @Field(() => EmergencyReason, { description: 'Why.' })
  @Column('text')
  reason!: EmergencyReason;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was opened.' })
  @Column('timestamptz', { default: () => 'now()' })
  openedAt!: Date;

  @Field(() => GraphQLDateTimeISO, { description: 'Until when the case is open to them.' })
  @Column('timestamptz')
  until!: Date;
}
