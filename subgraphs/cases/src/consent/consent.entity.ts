import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDate, GraphQLDateTimeISO, Privacy } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

export const ConsentBundle = enumOf('ConsentBundle', 'What of a case a consent opens: bundles of fields.', {
  BASICS: 'Code, status, kind, risk, age band, sex, region and when it was opened.',
  PROTECTION: 'Identification, notices, risk and safety, legal assistance, return, follow-ups.',
  HEALTH: 'Medical and psychological assessment, plan and services.',
  REINTEGRATION: 'Education, work, housing, family: plan and services.',
  IDENTITY: 'Who the survivor is, and how she is reached safely.',
});
export type ConsentBundle = CodeOf<typeof ConsentBundle>;

export const ConsentPurpose = enumOf('ConsentPurpose', 'What a consent is given for.', {
  SHELTER: 'Safe accommodation.',
  HEALTH: 'Medical help.',
  PSYCHOSOCIAL: 'Counselling and psychological help.',
  LEGAL: 'Legal aid and representation.',
  EDUCATION: 'School and training.',
  LIVELIHOOD: 'Work and income.',
  HOUSING: 'A home.',
  FAMILY: 'Contact with the family, and help for it.',
  RETURN: 'A safe return.',
  CASE_TRANSFER: 'Handing the whole case over.',
  DEDUP: 'Finding out whether another organisation helps already, without saying anything of the case.',
});
export type ConsentPurpose = CodeOf<typeof ConsentPurpose>;

export const ConsentForm = enumOf('ConsentForm', 'How a consent was given.', {
  WRITTEN: 'In writing.',
  WITNESSED_ORAL: 'In words, before a witness.',
});
export type ConsentForm = CodeOf<typeof ConsentForm>;

export const ConsentStatus = enumOf('ConsentStatus', 'Where a consent stands at this moment.', {
  PROPOSED: 'Asked for; what it needs is not complete.',
  GRANTED: 'It holds.',
  REFUSED: 'She said no. Nothing is withheld from her because of it.',
  WITHDRAWN: 'She took it back.',
  EXPIRED: 'Its time is over.',
  SUPERSEDED: 'A later consent for the same recipient took its place.',
});
export type ConsentStatus = CodeOf<typeof ConsentStatus>;

export const GuardianRelation = enumOf(
  'GuardianRelation',
  'Who consents for a child. Where no parent can, or a parent is suspected, the last two stand in.',
  {
    MOTHER: 'The mother.',
    FATHER: 'The father.',
    GRANDPARENT: 'A grandparent who has custody.',
    ADULT_SIBLING: 'A brother or sister of age who has custody.',
    OTHER_RELATIVE: 'Another relative who has custody.',
    LEGAL_CUSTODIAN: 'The custodian whom a court or an authority named.',
    CHILD_PROTECTION_UNIT: 'The Child Protection Unit, for a child with nobody else.',
  },
);
export type GuardianRelation = CodeOf<typeof GuardianRelation>;

@ObjectType({
  description: 'The consent of whoever answers for a child. Never of somebody who is suspected.',
})
@Privacy('OWNER')
export class GuardianConsent {
  @Field(() => GuardianRelation, { description: 'Who they are to the child.' })
  relation!: GuardianRelation;

  @Field(() => GraphQLDate, { description: 'When they consented.' })
  consentedOn!: string;
}

@ObjectType({ description: 'The child’s own yes.' })
@Privacy('OWNER')
export class Assent {
  @Field(() => GraphQLDate, { description: 'When the child gave it.' })
  givenOn!: string;
}

@ObjectType({ description: 'What a survivor allows one recipient to know, for what, until when.' })
@Privacy('OWNER')
@Entity('consent')
@Index(['caseId', 'recipientId'])
export class Consent extends Row {
  @Field(() => ID, { description: 'The consent’s id.' })
  override id!: string;

  @Column('uuid')
  caseId!: string;

  /** The one organisation that it is for. */
  @Index()
  @Column('uuid')
  recipientId!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only these people of the recipient; everybody there where it is empty.',
  })
  @Column('uuid', { array: true, default: '{}' })
  recipientPeople!: string[];

  @Field(() => [ID], { nullable: true, description: 'Never these people of the recipient.' })
  @Column('uuid', { array: true, default: '{}' })
  exceptPeople!: string[];

  @Field(() => [ConsentPurpose], { description: 'What it is given for.' })
  @Column('text', { array: true })
  purposes!: ConsentPurpose[];

  @Field(() => [ConsentBundle], { description: 'What it opens.' })
  @Column('text', { array: true })
  bundles!: ConsentBundle[];

  @Field(() => GraphQLDate, { nullable: true, description: 'When it was given. Null while it is not.' })
  @Column('date', { nullable: true })
  grantedOn!: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Its last day, of the owner’s country.' })
  @Column('date', { nullable: true })
  validTo!: string | null;

  @Field(() => ConsentForm, { nullable: true, description: 'How it was given.' })
  @Column('text', { nullable: true })
  form!: ConsentForm | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When she took it back.' })
  @Column('timestamptz', { nullable: true })
  withdrawnAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  refusedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  supersededAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Which version of the text was read to her.' })
  @Column('text')
  textVersion!: string;

  @Field(() => String, { nullable: true, description: 'In which language: ISO 639.' })
  @Column('text')
  language!: string;

  /** Before whom it was said, where it was said and not written. */
  @Column('uuid', { nullable: true })
  witnessId!: string | null;

  @Column('text', { nullable: true })
  guardianRelation!: GuardianRelation | null;

  @Column('date', { nullable: true })
  guardianConsentedOn!: string | null;

  @Column('date', { nullable: true })
  assentedOn!: string | null;

  @Field(() => ConsentStatus, { description: 'Where it stands at this moment.' })
  status!: ConsentStatus;
}
