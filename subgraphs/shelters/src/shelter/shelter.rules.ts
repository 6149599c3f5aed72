import { allOf, hasRole, isMember, member, type Role, type Rule } from '@ura/access';

/** The people who work in shelters; which shelter's is asked of the row. */
export const staffRoles = ['SHELTER_STAFF', 'SHELTER_MANAGER'] as const satisfies readonly Role[];

/** Works in a shelter. */
export const isStaff = hasRole(...staffRoles);

/** Runs a shelter. */
export const isManager = hasRole('SHELTER_MANAGER');

const ofOwnOrganisation: Rule<{ readonly organisationId: string }> = Object.assign(
  (viewer: Parameters<Rule>[0], row: { readonly organisationId: string }) =>
    isMember(viewer) && viewer.organisationId === row.organisationId,
  { label: 'ofOwnOrganisation' },
);

/** Works in a shelter of the organisation that the row belongs to. */
export const ownStaff: Rule<{ readonly organisationId: string }> = allOf(isStaff, ofOwnOrganisation);

/** Runs a shelter of the organisation that the row belongs to. */
export const ownManager: Rule<{ readonly organisationId: string }> = allOf(isManager, ofOwnOrganisation);

/** Shelters and what they accept are known to members, and to nobody else. */
export const mayKnowShelters = member;
