import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDateTimeISO, LocalizedText, PhoneKind, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Generated, Index } from 'typeorm';
import { MobileUnit } from '../mobile-unit/mobile-unit.entity';
import { Organisation } from '../organisation/organisation.entity';
import { PhoneNumber } from '../phone/phone.entity';
import { Service } from '../service/service.entity';

export const PhoneChangeStatus = enumOf('PhoneChangeStatus', 'How far a change of a number is.', {
  PROPOSED: 'It waits for a second person.',
  APPROVED: 'A second person approved it, and the number has changed.',
  SUPERSEDED: 'The number was changed by another proposal meanwhile.',
});
export type PhoneChangeStatus = CodeOf<typeof PhoneChangeStatus>;

@ObjectType({
  description:
    'A change of a public telephone number. One person proposes it; a second, after calling the old number, approves it.',
})
@Privacy('PARTNER')
@Entity('phone_change')
@Index(['organisationId', 'status'])
export class PhoneChange extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @ForeignKey(() => Organisation)
  @Column('uuid')
  organisationId!: string;

  @Field(() => PhoneChangeStatus, { description: 'How far it is.' })
  @Column('text')
  status!: PhoneChangeStatus;

  // The number that it replaces or removes; null of a new one.
  @ForeignKey(() => PhoneNumber)
  @Index()
  @Column('uuid', { nullable: true })
  phoneId!: string | null;

  @ForeignKey(() => Service)
  @Column('uuid', { nullable: true })
  serviceId!: string | null;

  @ForeignKey(() => MobileUnit)
  @Column('uuid', { nullable: true })
  mobileUnitId!: string | null;

  @Field(() => String, { nullable: true, description: 'The number that it replaces or removes.' })
  @Column('text', { nullable: true })
  oldNumber!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The number from then on; null to remove the old one.',
  })
  @Column('text', { nullable: true })
  newNumber!: string | null;

  @Field(() => PhoneKind, { description: 'What the number is for.' })
  @Column('text')
  kind!: PhoneKind;

  @Field(() => LocalizedText, { nullable: true, description: 'Who answers.' })
  @Column('jsonb', { nullable: true })
  label!: LocalizedText | null;

  @Field(() => ID, { description: 'Who proposed it: the id of a person.' })
  @Column('uuid')
  proposedBy!: string;

  @Column('uuid')
  proposedByOrganisationId!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was proposed.' })
  get proposedAt(): Date {
    return this.createdAt;
  }

  @Field(() => ID, { nullable: true, description: 'Who approved it: the id of another person.' })
  @Column('uuid', { nullable: true })
  approvedBy!: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was approved.' })
  @Column('timestamptz', { nullable: true })
  approvedAt!: Date | null;

  // The order in which changes were proposed.
  @Generated('increment')
  @Column('bigint')
  position!: string;
}
