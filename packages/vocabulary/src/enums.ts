import { roles } from '@ura/access';
import { registerEnumType } from 'type-graphql';

/** Registers a closed list of codes as a GraphQL enum, with a sentence for each. */
export const enumOf = <Code extends string>(
  name: string,
  description: string,
  codes: Readonly<Record<Code, string>>,
): { readonly [Key in Code]: Key } => {
  const words = Object.keys(codes) as Code[];
  const values = Object.fromEntries(words.map(code => [code, code])) as { [Key in Code]: Key };
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(words.map(code => [code, { description: codes[code] }])) as never,
  });
  return values;
};

export type CodeOf<Enum> = Enum[keyof Enum];

export const CountQualifier = enumOf('CountQualifier', 'How exact a published figure is.', {
  EXACT: 'The figure itself.',
  AT_LEAST: 'A lower bound, as in “more than”.',
  APPROXIMATE: 'About this many.',
});
export type CountQualifier = CodeOf<typeof CountQualifier>;

export const PhoneKind = enumOf('PhoneKind', 'What a telephone number is for.', {
  HOTLINE_24_7: 'Answered at every hour.',
  OFFICE: 'Answered in office hours.',
  ON_CALL: 'Answered by whoever is on call.',
});
export type PhoneKind = CodeOf<typeof PhoneKind>;

export const Country = enumOf(
  'Country',
  'The countries that the hub covers. ISO 3166-1; XK is user-assigned.',
  {
    AL: 'Albania.',
    XK: 'Kosovo.',
  },
);
export type Country = CodeOf<typeof Country>;

export const Sex = enumOf('Sex', 'Sex, as a placement or a statistic needs it.', {
  FEMALE: 'Female.',
  MALE: 'Male.',
  OTHER: 'Neither of the two.',
  UNKNOWN: 'Not known or not said.',
});
export type Sex = CodeOf<typeof Sex>;

export const AgeBand = enumOf('AgeBand', 'Age in bands, after Primero and UNHCR.', {
  AGE_0_5: 'Up to 5 years.',
  AGE_6_11: '6 to 11 years.',
  AGE_12_17: '12 to 17 years.',
  AGE_18_24: '18 to 24 years.',
  AGE_25_59: '25 to 59 years.',
  AGE_60_PLUS: '60 years and over.',
  UNKNOWN: 'Not known or not said.',
});
export type AgeBand = CodeOf<typeof AgeBand>;

export const RiskLevel = enumOf(
  'RiskLevel',
  'The assessed risk to a person. Not assessed is never treated as low.',
  {
    LOW: 'Low risk.',
    MEDIUM: 'Medium risk.',
    HIGH: 'High risk: a secure place and, in Kosovo, a police escort.',
    NOT_ASSESSED: 'Nobody has assessed it yet.',
  },
);
export type RiskLevel = CodeOf<typeof RiskLevel>;

export const Situation = enumOf('Situation', 'What somebody needs protection from.', {
  TRAFFICKING: 'Trafficking in human beings.',
  DOMESTIC_VIOLENCE: 'Domestic violence.',
  SEXUAL_VIOLENCE: 'Sexual violence.',
  CHILD_AT_RISK: 'A child at risk.',
  OTHER_GBV: 'Other gender-based violence.',
});
export type Situation = CodeOf<typeof Situation>;

export const Urgency = enumOf('Urgency', 'How soon something is needed.', {
  ROUTINE: 'In the ordinary course.',
  URGENT: 'Today.',
  IMMEDIATE: 'Now.',
});
export type Urgency = CodeOf<typeof Urgency>;

export const Box = enumOf('Box', 'Which side of an exchange is meant.', {
  INBOX: 'What others sent to the viewer’s organisation.',
  OUTBOX: 'What the viewer’s organisation sent.',
});
export type Box = CodeOf<typeof Box>;

const roleDescriptions: Record<(typeof roles)[number], string> = {
  HOTLINE: 'Answers a helpline.',
  MOBILE_UNIT: 'Works in a mobile unit.',
  POLICE_LIAISON: 'An officer of an anti-trafficking sector.',
  SHELTER_STAFF: 'Works in a shelter.',
  SHELTER_MANAGER: 'Runs a shelter.',
  CASE_MANAGER: 'Leads cases.',
  SUPERVISOR: 'Supervises case managers.',
  SPECIALIST: 'A doctor, nurse, education or employment specialist of a case team.',
  PSYCHOLOGIST: 'A psychologist for survivors and children.',
  LAWYER: 'A lawyer of a legal clinic.',
  PROGRAMME_PSYCHOLOGIST: 'A psychologist of a programme for men who were violent.',
  TRAINER: 'Gives sessions and trainings.',
  DIRECTORY_EDITOR: 'Keeps the organisation’s entries in the directory.',
  COORDINATOR: 'Coordinates a coalition or institutions.',
  ANALYST: 'Reads statistics.',
  DATA_OFFICER: 'Answers for data protection in an organisation.',
};
export const RoleEnum = enumOf('Role', 'What a person may be in an organisation.', roleDescriptions);
