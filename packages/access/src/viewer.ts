/** What a person may be in an organisation. The words are the agreed schema's `Role`. */
export const roles = [
  'HOTLINE',
  'MOBILE_UNIT',
  'POLICE_LIAISON',
  'SHELTER_STAFF',
  'SHELTER_MANAGER',
  'CASE_MANAGER',
  'SUPERVISOR',
  'SPECIALIST',
  'PSYCHOLOGIST',
  'LAWYER',
  'PROGRAMME_PSYCHOLOGIST',
  'TRAINER',
  'DIRECTORY_EDITOR',
  'COORDINATOR',
  'ANALYST',
  'DATA_OFFICER',
] as const;
export type Role = (typeof roles)[number];

/** Bundles that a small organisation gives to people instead of single roles. */
export const bundles = {
  workerOnDuty: ['HOTLINE', 'MOBILE_UNIT', 'SHELTER_STAFF'],
  caseTeam: ['CASE_MANAGER', 'SPECIALIST', 'PSYCHOLOGIST'],
  clinic: ['LAWYER', 'PSYCHOLOGIST'],
  office: ['DIRECTORY_EDITOR', 'TRAINER', 'ANALYST'],
} as const satisfies Record<string, readonly Role[]>;

/** Who is asking: one person, in one organisation. Anonymous has neither, and no roles. */
export interface Viewer {
  readonly id: string | null;
  readonly organisationId: string | null;
  readonly roles: readonly Role[];
}

export const anonymous: Viewer = Object.freeze({ id: null, organisationId: null, roles: [] });

export const isAnonymous = (viewer: Viewer): boolean => viewer.id === null;

/** A viewer whose identity is proven; services that write take this. */
export type Member = Viewer & { readonly id: string; readonly organisationId: string };

export const isMember = (viewer: Viewer): viewer is Member =>
  viewer.id !== null && viewer.organisationId !== null;
