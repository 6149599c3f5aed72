import { Row } from '@ura/database';
import { type CodeOf, enumOf, LocalizedText, PartialDate, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Generated, Index } from 'typeorm';
import { Organisation } from '../organisation/organisation.entity';

export const AdvocacyKind = enumOf('AdvocacyKind', 'Where and how something is asked for.', {
  COMMITTEE: 'In a committee or a referral mechanism.',
  MUNICIPAL_COUNCIL: 'In a municipal council.',
  WORKING_GROUP: 'In a working group.',
  POLICY_DRAFT: 'By drafting a law, a strategy, procedures or standards.',
  REPORT_CONTRIBUTION: 'By a contribution to a report, such as TIP, GRETA or CEDAW.',
  STUDY: 'By a study.',
  PUBLIC_REACTION: 'By a statement in public.',
  ROUND_TABLE: 'At a round table.',
});
export type AdvocacyKind = CodeOf<typeof AdvocacyKind>;

@ObjectType({ description: 'One thing that an organisation asked for, and where.' })
@Privacy('PUBLIC')
@Entity('advocacy_activity')
export class AdvocacyActivity extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @ForeignKey(() => Organisation)
  @Index()
  @Column('uuid')
  organisationId!: string;

  @Field(() => AdvocacyKind, { description: 'Where and how it is asked for.' })
  @Column('text')
  kind!: AdvocacyKind;

  @Field(() => LocalizedText, { description: 'The committee, the council, the report, the study.' })
  @Column('jsonb')
  forum!: LocalizedText;

  @Field(() => PartialDate, { nullable: true, description: 'When, of something of one date.' })
  @Column('jsonb', { nullable: true })
  on!: PartialDate | null;

  @Field(() => PartialDate, { nullable: true, description: 'Since when, of something that lasts.' })
  @Column('jsonb', { nullable: true })
  from!: PartialDate | null;

  @Field(() => PartialDate, { nullable: true, description: 'Until when, of something that lasted.' })
  @Column('jsonb', { nullable: true })
  until!: PartialDate | null;

  @Field(() => LocalizedText, { nullable: true, description: 'What was asked.' })
  @Column('jsonb', { nullable: true })
  asked!: LocalizedText | null;

  @ForeignKey(() => Organisation)
  @Column('uuid', { nullable: true })
  addressedToId!: string | null;

  @Field(() => LocalizedText, { nullable: true, description: 'What came of it.' })
  @Column('jsonb', { nullable: true })
  outcome!: LocalizedText | null;

  // The order in which they were written down.
  @Generated('increment')
  @Column('bigint')
  position!: string;
}
