import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

export const TransferStatus = enumOf('TransferStatus', 'Where a transfer stands.', {
  OFFERED: 'Offered; the recipient has not answered.',
  ACCEPTED: 'The recipient is the owner now.',
  REJECTED: 'The recipient does not take it.',
  WITHDRAWN: 'The owner keeps it: the consent or the case ended before an answer.',
});
export type TransferStatus = CodeOf<typeof TransferStatus>;

@ObjectType({ description: 'The offer of a whole case to another organisation.' })
@Privacy('OWNER')
@Entity('transfer')
@Index(['fromOrganisationId', 'offeredAt', 'id'])
@Index(['toOrganisationId', 'offeredAt', 'id'])
@Index(['caseId'], { unique: true, where: "status = 'OFFERED'" })
export class Transfer extends Row {
  @Field(() => ID, { description: 'The transfer’s id.' })
  override id!: string;

  @Index()
  @Column('uuid')
  caseId!: string;

  @Index()
  @Column('uuid')
  consentId!: string;

  @Column('uuid')
  fromOrganisationId!: string;

  @Column('uuid')
  toOrganisationId!: string;

  /** The people whom the consent names, kept here as it named them when this was offered. */
  @Column('uuid', { array: true, default: '{}' })
  recipientPeople!: string[];

  @Column('uuid', { array: true, default: '{}' })
  exceptPeople!: string[];

  /** As it stands when it is read: a service judges the consent. */
  @Field(() => TransferStatus, { description: 'Where it stands.' })
  @Column('text')
  status!: TransferStatus;

  /** In whole milliseconds, as a cursor has it. */
  @Field(() => GraphQLDateTimeISO, { description: 'When it was offered.' })
  @Column('timestamptz', { default: () => "date_trunc('milliseconds', now())" })
  offeredAt!: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was answered.' })
  @Column('timestamptz', { nullable: true })
  answeredAt!: Date | null;

  /** The recipient's case, which goes on where this one ended. Each side follows its own. */
  @Index()
  @Column('uuid', { nullable: true })
  continuedById!: string | null;
}
