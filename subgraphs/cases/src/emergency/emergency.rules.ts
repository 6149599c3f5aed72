import { allOf, hasRole, type Rule, type Viewer } from '@ura/access';
import { ofOwner } from '../case/case.rules';

/** May open a case of their own organisation in an emergency: who is on duty, works in teams, or supervises. */
export const mayOpenInEmergency = hasRole(
  'HOTLINE',
  'MOBILE_UNIT',
  'SHELTER_STAFF',
  'CASE_MANAGER',
  'SPECIALIST',
  'PSYCHOLOGIST',
  'SUPERVISOR',
);

/** Whose office it is to review emergencies. */
export const reviewsEmergencies = hasRole('DATA_OFFICER', 'SUPERVISOR');

interface Opened {
  readonly workerId: string;
  readonly organisationId: string;
}

const isAnother: Rule<Opened> = Object.assign(
  (viewer: Viewer, { workerId }: Opened) => viewer.id !== workerId,
  { label: 'isAnother' },
);

/** Reviews an emergency: somebody of the organisation whose office it is, and never who opened it. */
export const mayReviewEmergency: Rule<Opened> = allOf<Opened>(reviewsEmergencies, ofOwner, isAnother);
