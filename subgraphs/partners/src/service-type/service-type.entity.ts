import { type CodeOf, enumOf, LocalizedText, Privacy } from '@ura/vocabulary';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const ServiceCategory = enumOf('ServiceCategory', 'What a service is for, in the widest words.', {
  SAFE_ACCOMMODATION: 'A safe place to live.',
  RETURN: 'Assisted return.',
  CASE_MANAGEMENT: 'Assessment of needs and a plan of assistance.',
  PSYCHOSOCIAL: 'Counselling and psychological help.',
  HEALTH: 'Care for physical and mental health.',
  LEGAL: 'Legal help.',
  EDUCATION: 'Return to school and progress there.',
  CHILD: 'Services for children.',
  LIFE_SKILLS: 'Skills for an independent life.',
  RECREATION: 'Social and cultural activities.',
  FAMILY: 'Contact with the family, and its support.',
  LIVELIHOOD: 'Training, work and small businesses.',
  HOUSING: 'Rented apartments and social housing.',
  MATERIAL_AID: 'Food, hygiene, medicine and clothes.',
  DOCUMENTATION: 'Civil registration and identity papers.',
  INFORMATION: 'Information on services and risks.',
  FOLLOW_UP: 'Long-term follow-up.',
});
export type ServiceCategory = CodeOf<typeof ServiceCategory>;

@ObjectType({ description: 'A kind of service, of the hub’s taxonomy: scheme VS, codes VS01 to VS24.' })
@Directive('@key(fields: "code")')
@Privacy('PUBLIC')
@Entity('service_type')
export class ServiceType {
  @Field(() => ID, { description: 'Its code.' })
  @PrimaryColumn('text')
  code!: string;

  @Field(() => LocalizedText, { description: 'Its name.' })
  @Column('jsonb')
  name!: LocalizedText;

  @Field(() => ServiceCategory, { description: 'What it is for.' })
  @Column('text')
  category!: ServiceCategory;
}
