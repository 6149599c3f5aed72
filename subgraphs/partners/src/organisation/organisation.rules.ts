import { hasRole, type Rule } from '@ura/access';
import type { Organisation, OrganisationKind } from './organisation.entity';

/**
 * Institutions and networks, whose entries a coordinator keeps for them. The entries of NGOs,
 * businesses, donors and international organisations are their own alone.
 */
const coordinated: readonly OrganisationKind[] = [
  'POLICE',
  'PROSECUTION',
  'COURT',
  'MINISTRY',
  'MUNICIPALITY',
  'STATE_SOCIAL_SERVICE',
  'CHILD_PROTECTION_UNIT',
  'HEALTH',
  'EDUCATION',
  'LABOUR_INSPECTORATE',
  'VOCATIONAL_CENTRE',
  'NETWORK',
];

export const isCoordinated = (kind: OrganisationKind): boolean => coordinated.includes(kind);

const isEditor = hasRole('DIRECTORY_EDITOR');
const isCoordinator = hasRole('COORDINATOR');

/** Who edits anything at all; what they edit is `mayEdit`. */
export const editsSomething: Rule = hasRole('DIRECTORY_EDITOR', 'COORDINATOR');

/** An organisation's own editors; for institutions and networks, coordinators too. */
export const mayEdit: Rule<Pick<Organisation, 'id' | 'kind'>> = (viewer, organisation) =>
  (isEditor(viewer, organisation) && viewer.organisationId === organisation.id) ||
  (isCoordinator(viewer, organisation) && isCoordinated(organisation.kind));
