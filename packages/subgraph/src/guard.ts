import { isMember, type Rule } from '@ura/access';
import { Forbidden, Unauthenticated } from '@ura/errors';
import {
  defaultFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import type { AuthCheckerFn } from 'type-graphql';
import { privacyOf } from './directives';
import type { Context } from './manifest';

export const ROOTS = ['Query', 'Mutation', 'Subscription'];

/**
 * The rules of `@Authorized`. A refused operation throws; a refused field is null and silent, since
 * that something is there can itself be a secret. An arrow function: type-graphql takes anything with a
 * prototype for a class.
 */
export const authChecker: AuthCheckerFn<Context, Rule> = ({ root, context, info }, rules) => {
  const isAllowed = rules.length > 0 && rules.every(rule => rule(context.viewer, root as never));
  if (!isAllowed && ROOTS.includes(info.parentType.name)) refuse(context);
  return isAllowed;
};

function refuse({ viewer }: Context): never {
  throw isMember(viewer) ? new Forbidden() : new Unauthenticated();
}

/**
 * Holds every field to its privacy class, however it is reached, `_entities` included: PARTNER needs a
 * member, OWNER and IDENTITY need the member's own token as well.
 */
export const holdToClasses = (schema: GraphQLSchema): void => {
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !isIntrospectionType(type),
  );
  for (const type of types) for (const field of Object.values(type.getFields())) holdField(type, field);
};

function holdField(type: GraphQLObjectType, field: ReturnType<GraphQLObjectType['getFields']>[string]): void {
  const privacy = privacyOf(field.astNode);
  if (!privacy && !type.name.startsWith('_') && !field.name.startsWith('_')) {
    throw new Error(`${type.name}.${field.name} has no privacy class.`);
  }
  if (!privacy || privacy === 'PUBLIC') return;
  const needsProof = privacy !== 'PARTNER';
  const isRoot = ROOTS.includes(type.name);
  const { resolve = defaultFieldResolver, subscribe } = field;
  const mayPass = (context: Context) => isMember(context.viewer) && (!needsProof || context.isProven);
  field.resolve = (source, args, context: Context, info) => {
    if (mayPass(context)) return resolve(source, args, context, info);
    if (isRoot) throw new Unauthenticated();
    return null;
  };
  if (!subscribe) return;
  field.subscribe = (source, args, context: Context, info) => {
    if (mayPass(context)) return subscribe(source, args, context, info);
    throw new Unauthenticated();
  };
}
