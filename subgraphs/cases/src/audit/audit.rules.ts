import { anyOf, hasRole, type Rule } from '@ura/access';
import type { Case } from '../case/case.entity';
import { ofOwner } from '../case/case.rules';
import { open } from '../part/part.rules';

/** Sees who looked at a case: the data officer of its owner, and its team. */
export const maySeeWhoLooked: Rule<Pick<Case, 'organisationId' | 'parts'>> = (viewer, row) =>
  ofOwner(viewer, row) && anyOf(hasRole('DATA_OFFICER'), open('TEAM'))(viewer, row);
