import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDate, Privacy } from '@ura/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

export const IdentificationStatus = enumOf(
  'IdentificationStatus',
  'How far it is known whether somebody is a victim of trafficking. Nobody’s services wait for it.',
  {
    INDICATIONS: 'There are signs. HTCDS: PossibleVictimOfTrafficking.',
    AT_RISK_CHILD: 'A child at risk of it. HTCDS: PossibleVictimOfTrafficking.',
    PRESUMED: 'Presumed to be a victim, as Kosovo has it. HTCDS: PossibleVictimOfTrafficking.',
    POTENTIAL_VICTIM:
      'Identified at first sight; the same rights as a victim. HTCDS: PossibleVictimOfTrafficking.',
    FORMAL_INTERVIEW_OFFERED: 'The formal interview was offered. HTCDS: PossibleVictimOfTrafficking.',
    INTERVIEWED: 'The formal interview was held. HTCDS: PossibleVictimOfTrafficking.',
    VICTIM: 'Decided: a victim. HTCDS: ActualVictimOfTrafficking.',
    NOT_VICTIM: 'Decided: no victim of trafficking. Services need not stop. HTCDS: NotAVictimOfTrafficking.',
    UNDER_REVIEW: 'The decision is looked at again. HTCDS: PossibleVictimOfTrafficking.',
  },
);
export type IdentificationStatus = CodeOf<typeof IdentificationStatus>;

export const IdentificationStep = enumOf('IdentificationStep', 'What happened in an identification.', {
  AT_RISK_CHILD: 'A child was found to be at risk.',
  PRESUMED: 'She was presumed to be a victim, as Kosovo has it.',
  POTENTIAL_VICTIM: 'She was identified as a potential victim.',
  FORMAL_INTERVIEW_OFFERED: 'The formal interview was offered.',
  DECLINED: 'She declined the formal interview. She stays what she was, with the same rights.',
  INTERVIEWED: 'The formal interview was held.',
  VICTIM: 'It was decided that she is a victim.',
  NOT_VICTIM: 'It was decided that she is no victim of trafficking.',
  UNDER_REVIEW: 'The decision is to be looked at again.',
});
export type IdentificationStep = CodeOf<typeof IdentificationStep>;

export const FirstIdentifier = enumOf('FirstIdentifier', 'Who saw first that somebody may be a victim.', {
  MOBILE_UNIT: 'A mobile unit.',
  NGO: 'Another service of an organisation.',
  HOTLINE: 'A helpline.',
  POLICE: 'The police.',
  BORDER_POLICE: 'The border police.',
  PROSECUTION: 'A prosecutor or a court.',
  SOCIAL_SERVICE: 'A social service, of the state or of a municipality.',
  CHILD_PROTECTION_UNIT: 'A child protection unit.',
  HEALTH: 'A hospital or health centre.',
  EDUCATION: 'A school.',
  LABOUR_INSPECTORATE: 'The labour inspectorate.',
  CONSULAR: 'A consulate.',
  SELF: 'She herself.',
  FAMILY_OR_FRIEND: 'Family, friends or neighbours.',
  OTHER: 'Somebody else.',
});
export type FirstIdentifier = CodeOf<typeof FirstIdentifier>;

export const IdentificationDecider = enumOf(
  'IdentificationDecider',
  'What decided whether she is a victim.',
  {
    POLICE: 'The police. HTCDS: Police.',
    NGO: 'An organisation. HTCDS: NGO.',
    COURT_OR_PROSECUTION: 'A court or prosecutor. HTCDS: CourtOrProsecution.',
    NON_POLICE_GOVERNMENT: 'Another authority. HTCDS: NonPoliceGovernmentalOrganization.',
    OTHER: 'Something else. HTCDS: Other.',
  },
);
export type IdentificationDecider = CodeOf<typeof IdentificationDecider>;

@ObjectType({ description: 'The formal interview, which is voluntary.' })
@Privacy('OWNER')
export class FormalInterview {
  @Field(() => GraphQLDate, { description: 'The day on which it was held.' })
  on!: string;

  @Field(() => Boolean, { description: 'Whether the police took part.' })
  policePresent!: boolean;

  @Field(() => Boolean, { description: 'Whether the state social service took part.' })
  socialServicePresent!: boolean;

  @Field(() => Boolean, { description: 'Whether the two held it together, as the procedures want it.' })
  joint!: boolean;
}

@ObjectType({ description: 'The time that she has to recover and to think, before she decides anything.' })
@Privacy('OWNER')
export class ReflectionPeriod {
  @Field(() => GraphQLDate, { description: 'Its first day.' })
  startsOn!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How many days, by the policy of the country on its first day. Null where there was none.',
  })
  days!: number | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'Its last day.' })
  endsOn!: string | null;

  @Field(() => Boolean, { description: 'Whether she gave it up herself.' })
  waived!: boolean;
}

@ObjectType({ description: 'How far it is known whether she is a victim of trafficking, and who said so.' })
@Privacy('OWNER')
@Entity('identification')
export class Identification extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @Index({ unique: true })
  @Column('uuid')
  caseId!: string;

  @Field(() => IdentificationStatus, { description: 'Where it stands.' })
  @Column('text')
  status!: IdentificationStatus;

  @Field(() => FirstIdentifier, { nullable: true, description: 'Who saw it first.' })
  @Column('text', { nullable: true })
  initialBy!: FirstIdentifier | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'When the formal interview was offered last.' })
  @Column('date', { nullable: true })
  interviewOfferedOn!: string | null;

  @Field(() => GraphQLDate, {
    nullable: true,
    description: 'When she declined it last. It costs her nothing, and she may change her mind.',
  })
  @Column('date', { nullable: true })
  interviewDeclinedOn!: string | null;

  @Column('date', { nullable: true })
  interviewedOn!: string | null;

  @Column('boolean', { nullable: true })
  policePresent!: boolean | null;

  @Column('boolean', { nullable: true })
  socialServicePresent!: boolean | null;

  @Field(() => IdentificationDecider, { nullable: true, description: 'What decided it.' })
  @Column('text', { nullable: true })
  decidedBy!: IdentificationDecider | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'When it was decided.' })
  @Column('date', { nullable: true })
  decidedOn!: string | null;

  @Column('date', { nullable: true })
  reflectionStartsOn!: string | null;

  @Column('int', { nullable: true })
  reflectionDays!: number | null;

  @Column('boolean', { default: false })
  reflectionWaived!: boolean;
}
