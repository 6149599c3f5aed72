import type { Variables } from './conditions';

/** What a writer meets on its way. */
export interface Writing {
  readonly variables: Variables;
  /** Set where a value did not fit its type, so that somebody has to say where. */
  isOdd: boolean;
}

/**
 * Writes a value as JSON; undefined where it is null and may not be, so that whoever holds it becomes null.
 */
export type Writer = (value: unknown, writing: Writing) => string | undefined;

/** For what is not of its type. */
export const odd = (writing: Writing): string => {
  writing.isOdd = true;
  return 'null';
};

export const listWriter =
  (write: Writer): Writer =>
  (value, writing) => {
    if (value === null || value === undefined) return 'null';
    if (!Array.isArray(value)) return odd(writing);
    let text = '';
    let isWhole = true;
    for (const item of value) {
      const written = write(item, writing);
      if (written === undefined) isWhole = false;
      else text += (text === '' ? '[' : ',') + written;
    }
    if (!isWhole) return 'null';
    return text === '' ? '[]' : `${text}]`;
  };
