import { Row } from '@ura/database';
import { type CodeOf, enumOf, LocalizedText, PartialDate, Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Generated, Index } from 'typeorm';
import { Organisation } from '../organisation/organisation.entity';

export const MembershipLevel = enumOf('MembershipLevel', 'How wide a network reaches.', {
  LOCAL: 'A municipality or a region.',
  NATIONAL: 'A country.',
  CENTRAL: 'The central institutions of a country.',
  INTERNATIONAL: 'Several countries.',
});
export type MembershipLevel = CodeOf<typeof MembershipLevel>;

@ObjectType({ description: 'That an organisation belongs to a network.' })
@Privacy('PUBLIC')
@Entity('membership')
@Index(['organisationId', 'networkId'], { unique: true })
export class Membership extends Row {
  @ForeignKey(() => Organisation)
  @Column('uuid')
  organisationId!: string;

  @ForeignKey(() => Organisation)
  @Index()
  @Column('uuid')
  networkId!: string;

  @Field(() => MembershipLevel, { description: 'How wide the network reaches.' })
  @Column('text')
  level!: MembershipLevel;

  @Field(() => PartialDate, { nullable: true, description: 'Since when.' })
  @Column('jsonb', { nullable: true })
  since!: PartialDate | null;

  @Field(() => LocalizedText, { nullable: true, description: 'What it is or does there.' })
  @Column('jsonb', { nullable: true })
  role!: LocalizedText | null;

  @Field(() => Boolean, { description: 'Whether this is invented, to be replaced.' })
  @Column('boolean', { default: false })
  demonstration!: boolean;

  // The order in which they were written down.
  @Generated('increment')
  @Column('bigint')
  position!: string;
}
