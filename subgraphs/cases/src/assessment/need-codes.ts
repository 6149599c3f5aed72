import { type CodeOf, enumOf } from '@ura/vocabulary';

export const HealthNeed = enumOf('HealthNeed', 'What body or mind needs.', {
  EMERGENCY_CARE: 'Care at once.',
  CARE_AFTER_RAPE: 'Care after rape, of which some is only possible within 72 hours.',
  INJURY: 'Care of an injury.',
  CHRONIC_ILLNESS: 'Care of a lasting illness.',
  PREGNANCY: 'Care in pregnancy or after birth.',
  SEXUAL_HEALTH: 'Sexual and reproductive health.',
  INFECTION: 'Care of an infection.',
  DENTAL: 'Care of teeth.',
  MEDICATION: 'Regular medicine.',
  DISABILITY: 'Help with a disability.',
  TRAUMA: 'Care of a trauma.',
  DEPRESSION_OR_ANXIETY: 'Care of depression or anxiety.',
  SELF_HARM: 'Protection from harming herself.',
  SUBSTANCE_USE: 'Help with a dependence.',
  CHILD_HEALTH: 'Care of a child’s health or development.',
});
export type HealthNeed = CodeOf<typeof HealthNeed>;

export const ReintegrationNeed = enumOf('ReintegrationNeed', 'What a life of her own needs.', {
  SCHOOL_ENROLMENT: 'A return to school.',
  SCHOOL_SUPPORT: 'Help at school.',
  LITERACY: 'Reading and writing.',
  LANGUAGE: 'A language.',
  VOCATIONAL_TRAINING: 'A trade.',
  EMPLOYMENT: 'Work.',
  OWN_BUSINESS: 'A business of her own.',
  INCOME: 'An income meanwhile.',
  HOUSING: 'A home.',
  SOCIAL_HOUSING: 'Social housing.',
  CIVIL_REGISTRATION: 'Registration or documents.',
  CHILDCARE: 'Care of her children.',
  FAMILY_CONTACT: 'Contact with her family.',
  LIFE_SKILLS: 'Skills for everyday life.',
  COMMUNITY: 'People around her.',
});
export type ReintegrationNeed = CodeOf<typeof ReintegrationNeed>;
