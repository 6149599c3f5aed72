import { Row } from '@ura/database';
import { type CodeOf, enumOf, LocalizedText, PartialDate, Privacy } from '@ura/vocabulary';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Generated, Index } from 'typeorm';
import { Organisation } from '../organisation/organisation.entity';

export const PublicationKind = enumOf('PublicationKind', 'What sort of publication it is.', {
  STUDY: 'A study.',
  REPORT: 'A report.',
  GUIDE: 'A guide or manual.',
});
export type PublicationKind = CodeOf<typeof PublicationKind>;

@ObjectType({ description: 'A publication of an organisation.' })
@Privacy('PUBLIC')
@Entity('publication')
export class Publication extends Row {
  @ForeignKey(() => Organisation)
  @Index()
  @Column('uuid')
  organisationId!: string;

  @Field(() => LocalizedText, { description: 'Its title.' })
  @Column('jsonb')
  title!: LocalizedText;

  @Field(() => PublicationKind, { description: 'What sort of publication it is.' })
  @Column('text')
  kind!: PublicationKind;

  @Field(() => PartialDate, { nullable: true, description: 'When it came out, at the earliest.' })
  @Column('jsonb', { nullable: true })
  publishedFrom!: PartialDate | null;

  @Field(() => PartialDate, { nullable: true, description: 'When it came out, at the latest.' })
  @Column('jsonb', { nullable: true })
  publishedUntil!: PartialDate | null;

  // The order in which they were written down.
  @Generated('increment')
  @Column('bigint')
  position!: string;
}
