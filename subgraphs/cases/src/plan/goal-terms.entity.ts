import { type CodeOf, enumOf, GraphQLDate, Privacy } from '@ura/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';

export const WorkplaceKind = enumOf('WorkplaceKind', 'Where somebody learns a trade, or works.', {
  VOCATIONAL_TRAINING_DIRECTORATE: 'A public centre of vocational training.',
  PRIVATE_TRAINING_CENTRE: 'A private centre of vocational training.',
  BUSINESS: 'An employer in business.',
  PUBLIC_EMPLOYER: 'A public employer.',
  NON_PROFIT_EMPLOYER: 'An employer without profit.',
});
export type WorkplaceKind = CodeOf<typeof WorkplaceKind>;

export const IdentityDocument = enumOf('IdentityDocument', 'A document that she needs.', {
  BIRTH_REGISTRATION: 'Entry in the civil registry, or a certificate of it.',
  IDENTITY_CARD: 'An identity card.',
  PASSPORT: 'A passport.',
  RESIDENCE_PERMIT: 'A residence permit.',
  CIVIL_STATUS: 'A certificate of marriage, divorce or family.',
  OTHER: 'Another document.',
});
export type IdentityDocument = CodeOf<typeof IdentityDocument>;

export const TravelDocument = enumOf('TravelDocument', 'A document for a return.', {
  PASSPORT: 'A passport.',
  EMERGENCY_TRAVEL_DOCUMENT: 'A document that a consulate gives for one journey.',
  EXIT_PERMIT: 'A permit to leave.',
  MEDICAL_REPORT: 'A report for whoever cares for her there.',
  GUARDIAN_CONSENT: 'A guardian’s consent to the journey of a child.',
  COURT_DECISION: 'A decision of a court.',
});
export type TravelDocument = CodeOf<typeof TravelDocument>;

export const Escort = enumOf('Escort', 'Who goes with her.', {
  NONE: 'Nobody: she wants to travel alone.',
  SOCIAL_WORKER: 'A social worker.',
  HEALTH_WORKER: 'A doctor or nurse.',
  POLICE: 'The police.',
  INTERNATIONAL_ORGANISATION: 'Staff of an international organisation.',
  GUARDIAN: 'The guardian of a child.',
});
export type Escort = CodeOf<typeof Escort>;

export const ReceiverKind = enumOf('ReceiverKind', 'What receives somebody who returns.', {
  NGO: 'An organisation without profit.',
  STATE_SERVICE: 'A service of the state there.',
  INTERNATIONAL_ORGANISATION: 'An international organisation.',
  CHILD_PROTECTION: 'The child protection service there.',
});
export type ReceiverKind = CodeOf<typeof ReceiverKind>;

@ObjectType({ description: 'A return that is planned: VS02.' })
@Privacy('OWNER')
export class PlannedReturn {
  @Field(() => String, { description: 'The country. ISO 3166-1 alpha-2, and XK.' })
  country!: string;

  @Field(() => GraphQLDate, { description: 'The day of the journey.' })
  returnsOn!: string;

  @Field(() => Escort, { description: 'Who goes with her.' })
  escort!: Escort;

  @Field(() => [TravelDocument], { description: 'The documents for the journey.' })
  documents!: TravelDocument[];

  @Field(() => ID, { nullable: true, description: 'The receiving organisation, where the hub knows it.' })
  receiverId?: string | null;

  @Field(() => ReceiverKind, { nullable: true, description: 'What the receiving organisation is.' })
  receiverKind?: ReceiverKind | null;
}

@ObjectType({ description: 'What a service says of itself beyond what every goal has.' })
@Privacy('OWNER')
export class GoalTerms {
  @Field(() => Int, { nullable: true, description: 'VS17: for how many months the rent is paid.' })
  months?: number | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'VS17: from which day.' })
  startsOn?: string | null;

  @Field(() => ID, { nullable: true, description: 'VS14–VS16: the employer or training centre.' })
  workplaceId?: string | null;

  @Field(() => WorkplaceKind, { nullable: true, description: 'VS14–VS16: what kind of place it is.' })
  workplaceKind?: WorkplaceKind | null;

  @Field(() => IdentityDocument, { nullable: true, description: 'VS20: the document.' })
  document?: IdentityDocument | null;

  @Field(() => PlannedReturn, { nullable: true, description: 'VS02: the return.' })
  return?: PlannedReturn | null;
}
