import { type CodeOf, enumOf } from '@ura/vocabulary';

export const RiskFactor = enumOf(
  'RiskFactor',
  'What makes it dangerous: after the Danger Assessment for intimate partners, and for trafficking.',
  {
    ESCALATION: 'The violence grows more frequent or more severe.',
    THREAT_TO_KILL: 'Somebody threatened to kill her.',
    WEAPON: 'Somebody has a weapon, or used or threatened with one.',
    STRANGULATION: 'Somebody tried to strangle her.',
    SEXUAL_VIOLENCE: 'She was forced sexually.',
    VIOLENCE_IN_PREGNANCY: 'She was hurt while pregnant.',
    SEPARATION: 'She has left, or is about to.',
    STALKING: 'She is followed, or watched.',
    CONTROL: 'Her days are controlled.',
    JEALOUSY: 'Somebody is violently and constantly jealous.',
    THREAT_TO_CHILDREN: 'Her children are threatened.',
    THREAT_TO_FAMILY: 'Her family is threatened.',
    ALCOHOL_OR_DRUGS: 'Whoever is violent drinks or uses drugs.',
    SUICIDE_THREATENED: 'Whoever is violent threatened to kill himself.',
    SUICIDE_RISK: 'She has thought of killing herself.',
    ORDER_VIOLATED: 'A protection order was violated.',
    TRAFFICKER_AT_LARGE: 'The traffickers are at large.',
    TRAFFICKER_KNOWS_HOME: 'The traffickers know her home or her family.',
    ORGANISED_GROUP: 'An organised group is behind it.',
    FAMILY_INVOLVED: 'Her family took part.',
    DEBT: 'A debt is claimed from her.',
    DOCUMENTS_HELD: 'Somebody holds her documents.',
    WITNESS: 'She is a witness in proceedings.',
    OFFICIAL_INVOLVED: 'Somebody in office took part.',
    NO_SAFE_HOME: 'There is no safe home to go to.',
    ISOLATION: 'She has nobody.',
  },
);
export type RiskFactor = CodeOf<typeof RiskFactor>;

export const SafetyMeasure = enumOf('SafetyMeasure', 'A part of a safety plan.', {
  SAFE_ACCOMMODATION: 'A safe place to stay.',
  POLICE_PROTECTION: 'Protection by the police.',
  PROTECTION_ORDER: 'A protection order is asked for, or in force.',
  WITNESS_PROTECTION: 'Witness protection.',
  ESCORT: 'She is accompanied wherever she goes.',
  CHANGED_PHONE: 'Another telephone number, or none.',
  DEVICES_CHECKED: 'Her devices are checked for tracking.',
  SOCIAL_MEDIA_CLOSED: 'Her social media are closed or private.',
  CHANGED_ROUTES: 'Other ways and hours.',
  EMERGENCY_BAG: 'A bag is packed.',
  TRUSTED_PERSON: 'Somebody whom she trusts knows what to do.',
  CODE_WORD: 'A word that calls for help is agreed.',
  CHILDREN_PREPARED: 'Her children know what to do.',
  SCHOOL_INFORMED: 'The school knows who may fetch the children.',
  SEPARATE_HEARING: 'She is heard apart from whoever hurt her.',
  DOCUMENTS_SECURED: 'Her documents are in a safe place.',
});
export type SafetyMeasure = CodeOf<typeof SafetyMeasure>;

export const RecruitmentMethod = enumOf('RecruitmentMethod', 'HTCDS 2.0, MethodOfRecruitment.', {
  AT_A_PLACE_OF_BUSINESS: 'HTCDS: AtAPlaceOfBusiness.',
  AT_AN_EDUCATIONAL_INSTITUTION: 'HTCDS: AtAnEducationalInstitution.',
  AT_WORK: 'HTCDS: AtWork.',
  THROUGH_ONLINE_SOCIAL_NETWORKS: 'HTCDS: ThroughOnlineSocialNetworks.',
  THROUGH_AN_ONLINE_ADVERTISEMENT: 'HTCDS: ThroughAnOnlineAdvertisement.',
  THROUGH_A_TELEVISION_ADVERT: 'HTCDS: ThroughATelevisionAdvert.',
  THROUGH_A_NEWSPAPER_ADVERT: 'HTCDS: ThroughANewspaperAdvert.',
  THROUGH_FAMILY: 'HTCDS: ThroughFamilyOrFamilyEvents.',
  THROUGH_FRIENDS: 'HTCDS: ThroughFriendsOrSocialEvents.',
  OTHER: 'HTCDS: Other.',
});
export type RecruitmentMethod = CodeOf<typeof RecruitmentMethod>;

export const ControlMethod = enumOf('ControlMethod', 'HTCDS 2.0, MethodsOfControl.', {
  PHYSICAL_THREATS: 'HTCDS: PhysicalThreats.',
  THREATS_OF_LAW_ENFORCEMENT: 'HTCDS: ThreatsLawEnforcement.',
  THREATENS_CHILDREN_OR_FAMILY: 'HTCDS: ThreatensChildrenFamily.',
  DEBT_BONDAGE: 'HTCDS: DebtBondage.',
  FALSE_PROMISES: 'HTCDS: FalsePromises.',
  PHYSICAL_ABUSE: 'HTCDS: PhysicalAbuse.',
  SEXUAL_ABUSE: 'HTCDS: SexualAbuse.',
  TAKES_EARNINGS: 'HTCDS: TakesEarnings.',
  RESTRICTS_FINANCIAL_ACCESS: 'HTCDS: RestrictsFinancialAccess.',
  RESTRICTS_MEDICAL_CARE: 'HTCDS: RestrictsMedicalCare.',
  WITHHOLDS_NECESSITIES: 'HTCDS: WithholdsNecessities.',
  PSYCHOLOGICAL_ABUSE: 'HTCDS: PsychologicalAbuse.',
  PSYCHOACTIVE_SUBSTANCE: 'HTCDS: PsychoactiveSubstance.',
  EXCESSIVE_WORKING_HOURS: 'HTCDS: ExcessiveWorkingHours.',
  WITHHOLDS_DOCUMENTS: 'HTCDS: WithholdsDocuments.',
  OTHER: 'HTCDS: Other.',
});
export type ControlMethod = CodeOf<typeof ControlMethod>;

export const ExploitationType = enumOf('ExploitationType', 'HTCDS 2.0, TypeOfExploitation.', {
  FORCED_LABOUR: 'HTCDS: ForcedLabour.',
  SEXUAL_EXPLOITATION: 'HTCDS: SexualExploitation.',
  CHILD_LABOUR: 'HTCDS: ChildLabour.',
  FORCED_MARRIAGE: 'HTCDS: ForcedMarriage.',
  SERVITUDE: 'HTCDS: Servitude.',
  FORCED_MILITARY: 'HTCDS: ForcedMilitaryByNonStateActors.',
  ORGAN_REMOVAL: 'HTCDS: OrganRemoval.',
  FORCED_BEGGING: 'HTCDS: ForcedBegging.',
  FORCED_ADOPTION: 'HTCDS: ForcedAdoption.',
  SURROGACY: 'HTCDS: Surrogacy.',
  OTHER: 'HTCDS: Other.',
});
export type ExploitationType = CodeOf<typeof ExploitationType>;

export const PerpetratorRelation = enumOf('PerpetratorRelation', 'What somebody who hurt her is to her.', {
  PARTNER: 'Husband, partner or fiancé.',
  FORMER_PARTNER: 'Former husband or partner.',
  PARENT: 'A parent, or who stands for one.',
  OTHER_FAMILY: 'Another of the family.',
  ACQUAINTANCE: 'Somebody she knows.',
  EMPLOYER: 'An employer.',
  TRAFFICKER: 'Somebody of those who trafficked her.',
  OFFICIAL: 'Somebody in office.',
  STRANGER: 'A stranger.',
  UNKNOWN: 'Not known or not said.',
});
export type PerpetratorRelation = CodeOf<typeof PerpetratorRelation>;
