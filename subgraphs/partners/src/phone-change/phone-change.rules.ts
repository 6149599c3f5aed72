import type { Rule, Viewer } from '@ura/access';
import type { PhoneChange } from './phone-change.entity';

/**
 * P52. A second pair of eyes: never the one who proposed it, and of the same organisation as that
 * person, so that nobody from elsewhere completes a change that somebody was talked into.
 */
export const isSecondPerson: Rule<Pick<PhoneChange, 'proposedBy' | 'proposedByOrganisationId'>> = (
  viewer: Viewer,
  change,
) =>
  viewer.id !== null &&
  viewer.id !== change.proposedBy &&
  viewer.organisationId === change.proposedByOrganisationId;
