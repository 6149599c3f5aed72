import { randomUUID } from 'node:crypto';

/**
 * A new id: a random UUID, version 4. It says nothing of a person, a date, a place, a sequence or an
 * organisation. Every id of the hub is made here.
 */
export const newId = (): string => randomUUID();

/** Whether a text is a UUID as `newId` writes it. Anything else names nothing. */
export const isId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
