import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDate, Privacy } from '@ura/vocabulary';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';
import { AssessedPart } from '../assessment/assessment.entity';

export const ServiceRecipient = enumOf('ServiceRecipient', 'Who received a service.', {
  SURVIVOR: 'The survivor.',
  CHILD: 'A child of hers.',
  RELATIVE: 'Another of her family.',
});
export type ServiceRecipient = CodeOf<typeof ServiceRecipient>;

export const Currency = enumOf('Currency', 'A currency. ISO 4217.', {
  ALL: 'Albanian lek.',
  EUR: 'Euro, which is Kosovo’s currency too.',
});
export type Currency = CodeOf<typeof Currency>;

export const ServiceItemKind = enumOf('ServiceItemKind', 'A thing that is handed over.', {
  FOOD: 'A food parcel.',
  HYGIENE: 'A hygiene kit.',
  CLOTHING: 'Clothing.',
  MEDICINE: 'Medicine.',
  BABY_NEEDS: 'Things for a baby.',
  SCHOOL_MATERIALS: 'Things for school.',
  TOOLS: 'Tools or materials for work.',
  HOUSEHOLD: 'Things for a household.',
  HEATING: 'Firewood, or another means of heating.',
  TRANSPORT: 'A ticket.',
  PHONE: 'A telephone or its credit.',
  OTHER: 'Something else.',
});
export type ServiceItemKind = CodeOf<typeof ServiceItemKind>;

@ObjectType({ description: 'An amount of money.' })
@Privacy('OWNER')
export class Money {
  @Field(() => Int, { description: 'The amount in the minor unit of its currency: qindarka, cents.' })
  minorUnits!: number;

  @Field(() => Currency, { description: 'The currency.' })
  currency!: Currency;
}

@ObjectType({ description: 'Things that are handed over.' })
@Privacy('OWNER')
export class ServiceItem {
  @Field(() => ServiceItemKind, { description: 'What.' })
  kind!: ServiceItemKind;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'A service that was given.' })
@Privacy('OWNER')
@Entity('service_record')
@Index(['caseId', 'givenOn', 'id'])
export class ServiceRecord extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @Column('uuid')
  caseId!: string;

  @Field(() => AssessedPart, { description: 'The part of the case that it belongs to.' })
  @Column('text')
  part!: AssessedPart;

  @Column('text')
  serviceCode!: string;

  @Column('uuid')
  providerId!: string;

  @Field(() => GraphQLDate, { description: 'The day on which it was given.' })
  @Column('date')
  givenOn!: string;

  @Field(() => ServiceRecipient, { description: 'Who received it.' })
  @Column('text')
  recipient!: ServiceRecipient;

  @Field(() => Money, { nullable: true, description: 'What was paid for it or given in money.' })
  @Column('jsonb', { nullable: true })
  amount!: Money | null;

  @Field(() => [ServiceItem], { description: 'What was handed over.' })
  @Column('jsonb', { default: [] })
  items!: ServiceItem[];

  @Field(() => ID, { nullable: true, description: 'The goal of the plan that it serves.' })
  @Column('uuid', { nullable: true })
  goalId!: string | null;

  @Field(() => ID, { description: 'Who recorded it.' })
  @Column('uuid')
  recordedById!: string;
}
