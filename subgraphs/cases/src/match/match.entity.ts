import { Row } from '@ura/database';
import { GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A keyed token of a survivor's name and birth date, kept while her consent to be compared with one other
 * organisation holds. It is no field of the graph, and no service reads it: the database compares.
 */
@Entity('dedup_token')
@Index(['token', 'organisationId', 'recipientId'])
export class DedupToken {
  @PrimaryColumn('uuid')
  consentId!: string;

  @PrimaryColumn('text')
  token!: string;

  @Index()
  @Column('uuid')
  caseId!: string;

  /** Whose case it is. */
  @Column('uuid')
  organisationId!: string;

  /** The one organisation with whose cases it may be compared. */
  @Column('uuid')
  recipientId!: string;
}

/** That somebody searched for possible duplicates: searches are few. */
@Entity('match_search')
@Index(['organisationId', 'createdAt'])
export class MatchSearch extends Row {
  @Column('uuid')
  organisationId!: string;

  @Column('uuid')
  workerId!: string;
}

@ObjectType({
  description:
    'Another organisation may help the same person. It says nothing more: the two focal points talk to each other, and to her.',
})
@Privacy('OWNER')
@Entity('possible_match')
@Index(['caseId', 'withOrganisationId'], { unique: true })
export class PossibleMatch extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @Column('uuid')
  caseId!: string;

  @Column('uuid')
  organisationId!: string;

  @Column('uuid')
  withOrganisationId!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was found.' })
  @Column('timestamptz', { default: () => 'now()' })
  foundAt!: Date;
}
