import { createHash } from 'node:crypto';
import { hashOfToken, isAnonymous } from '@ura/access';
import { isStricter, type PrivacyClass } from '@ura/supergraph';
import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { Caller } from '../caller';

// Many clients ask for the same stream, and one stream at the subgraph with one join for each event must
// do for all of them; but a client must never get what was answered for somebody with other rights (P63).
//
// The answers of a stream that is shared are not looked through again for each client. Instead only those
// share one whose answers cannot differ, by what the classes promise:
//   - the anonymous, among themselves: their streams ask for PUBLIC fields only;
//   - members of one organisation with the same roles, where every field is PUBLIC or PARTNER: rules of
//     these look at organisation and roles. A PUBLIC field may still say more to some than to others, so
//     the anonymous and members do not share;
//   - one viewer, where a field speaks of the viewer (`viewerMayApprove`);
//   - one sign-in, where a field is OWNER or IDENTITY or has no class: the subgraph answers to the very
//     token that it was sent.

/** What of an operation decides who may share its stream. */
export interface Reach {
  readonly strictest: PrivacyClass;
  /** Whether a field speaks of the viewer. */
  readonly isPersonal: boolean;
}

const OF_THE_VIEWER = /^viewer[A-Z]/;

export const reachOf = (
  document: DocumentNode,
  schema: GraphQLSchema,
  classes: ReadonlyMap<string, PrivacyClass>,
): Reach => {
  const types = new TypeInfo(schema);
  let reach: Reach = { strictest: 'PUBLIC', isPersonal: false };
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType();
        const name = node.name.value;
        if (!parent || name.startsWith('__')) return;
        const found = classes.get(`${parent.name}.${name}`) ?? 'IDENTITY';
        reach = {
          strictest: isStricter(found, reach.strictest) ? found : reach.strictest,
          isPersonal: reach.isPersonal || OF_THE_VIEWER.test(name),
        };
      },
    }),
  );
  return reach;
};

/** The same for callers who may share a stream. */
export const rightsOf = ({ strictest, isPersonal }: Reach, { viewer, token }: Caller): string => {
  if (isAnonymous(viewer)) return 'anonymous';
  const member = [viewer.organisationId, ...[...viewer.roles].sort()].join(' ');
  if (strictest === 'OWNER' || strictest === 'IDENTITY') return `${member} ${hashOfToken(token ?? '')}`;
  return isPersonal ? `${member} ${viewer.id}` : member;
};

/** The name of a stream: a hash, because variables may hold what nobody is to read anywhere. */
export const streamKey = (operationKey: string, variables: unknown, rights: string): string =>
  createHash('sha256')
    .update(JSON.stringify([operationKey, sorted(variables), rights]))
    .digest('base64url');

/** The same value with the fields of its objects in order. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, part]) => [name, sorted(part)]);
};
