import { Directive } from 'type-graphql';

/** Who may see a field at all. The rows and roles decide the rest. */
export type PrivacyClass = 'PUBLIC' | 'PARTNER' | 'OWNER' | 'IDENTITY';

/**
 * The privacy class of a field. On a class it is shorthand for all its fields that have none of their
 * own: the printed schema carries it on every field.
 */
export const Privacy = (privacyClass: PrivacyClass): ReturnType<typeof Directive> =>
  Directive(`@privacy(class: ${privacyClass})`);
