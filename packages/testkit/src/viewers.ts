import type { Member, Role } from '@ura/access';
import { newId } from '@ura/database';

/** Somebody new, in an organisation of their own unless one is given. */
export const member = (
  options: { roles?: readonly Role[]; organisationId?: string; id?: string } = {},
): Member => ({
  id: options.id ?? newId(),
  organisationId: options.organisationId ?? newId(),
  roles: options.roles ?? [],
});

/** A colleague of somebody, with roles of their own. */
export const colleagueOf = (somebody: Member, ...roles: Role[]): Member =>
  member({ organisationId: somebody.organisationId, roles });
