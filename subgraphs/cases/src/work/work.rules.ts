import { allOf, hasRole, type Rule } from '@ura/access';
import { ofOwner } from '../case/case.rules';

/** Who may know how much their own organisation has to do. */
export const maySeeCaseload: Rule<{ readonly organisationId: string }> = allOf(
  hasRole('SUPERVISOR', 'CASE_MANAGER', 'DATA_OFFICER'),
  ofOwner,
);
