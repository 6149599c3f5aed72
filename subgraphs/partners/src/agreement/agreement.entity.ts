import { Row } from '@ura/database';
import { type CodeOf, enumOf, LocalizedText, PartialDate, Privacy } from '@ura/vocabulary';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

export const AgreementKind = enumOf('AgreementKind', 'What sort of agreement it is.', {
  NRM: 'On a national referral mechanism.',
  POLICE_MOU: 'With a police directorate.',
  ISP: 'An information sharing protocol.',
  COOPERATION: 'A standing cooperation.',
});
export type AgreementKind = CodeOf<typeof AgreementKind>;

@ObjectType({ description: 'An agreement or a standing cooperation of several organisations.' })
@Directive('@key(fields: "id")')
@Privacy('PUBLIC')
@Entity('agreement')
export class Agreement extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @Field(() => AgreementKind, { description: 'What sort of agreement it is.' })
  @Column('text')
  kind!: AgreementKind;

  @Field(() => LocalizedText, { description: 'Its title.' })
  @Column('jsonb')
  title!: LocalizedText;

  @Field(() => PartialDate, { nullable: true, description: 'When it was signed.' })
  @Column('jsonb', { nullable: true })
  signed!: PartialDate | null;

  @Field(() => PartialDate, { nullable: true, description: 'Until when it holds; null where that is open.' })
  @Column('jsonb', { nullable: true })
  validTo!: PartialDate | null;
}
