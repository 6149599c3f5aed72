import { Invalid } from '@ura/errors';
import { type ValidationError, validate } from 'class-validator';
import type { ValidatorFn } from 'type-graphql';

/**
 * Validates the arguments of one operation by the decorators of their classes. Throws Invalid with the
 * path of the first thing that is wrong and a sentence; never with the value that was sent.
 */
export const validateArguments: ValidatorFn = async (value, type, { args }) => {
  if (value === null || typeof value !== 'object' || typeof type !== 'function') return;
  const values: unknown[] = Array.isArray(value) ? value : [value];
  for (const each of values) {
    if (each === null || typeof each !== 'object' || each instanceof Date) continue;
    const nul = placeOfNul(each);
    if (nul)
      throw new Invalid(
        [...prefixOf(each, args), ...nul].join('.'),
        'This text has a character that cannot be kept.',
      );
    const [error] = await validate(each, {
      forbidUnknownValues: false,
      skipMissingProperties: true,
      stopAtFirstError: true,
    });
    if (error) throw invalid(error, prefixOf(each, args));
  }
};

/** Where a text has a NUL, which PostgreSQL cannot keep. */
function placeOfNul(value: unknown): string[] | undefined {
  if (typeof value === 'string') return value.includes('\0') ? [] : undefined;
  if (value === null || typeof value !== 'object') return undefined;
  for (const [key, part] of Object.entries(value)) {
    const below = placeOfNul(part);
    if (below) return [key, ...below];
  }
  return undefined;
}

/** The argument that an input came from: the one with the same fields; none for a class of all arguments. */
const prefixOf = (value: object, args: Record<string, unknown>): string[] => {
  const given = Object.keys(value).filter(key => (value as Record<string, unknown>)[key] !== undefined);
  if (Object.keys(args).some(name => given.includes(name))) return [];
  const [name] = Object.entries(args).find(
    ([, raw]) =>
      raw !== null && typeof raw === 'object' && Object.keys(raw).every(key => given.includes(key)),
  ) ?? ['input'];
  return [name];
};

function invalid(error: ValidationError, path: string[]): Invalid {
  const field = [...path, error.property];
  const [child] = error.children ?? [];
  if (child) return invalid(child, field);
  const sentence = Object.values(error.constraints ?? {})[0] ?? `${error.property} is not what is expected`;
  return new Invalid(field.join('.'), `${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`);
}
