import { isId } from '@ura/database';
import type { LocalizedTextInput, PartialDateInput } from '@ura/vocabulary';
import { ValidateBy, type ValidationOptions } from 'class-validator';

const check = (
  name: string,
  sentence: string,
  holds: (value: never, of: never) => boolean,
  options?: ValidationOptions,
): PropertyDecorator =>
  ValidateBy(
    {
      name,
      validator: {
        validate: (value, args) => holds(value as never, args?.object as never),
        defaultMessage: args => `${options?.each ? 'each of ' : ''}${args?.property} ${sentence}`,
      },
    },
    options,
  );

/** The id of something, as the hub writes them. */
export const IsId = (options?: ValidationOptions) =>
  check('isId', 'must be an id', (value: unknown) => typeof value === 'string' && isId(value), options);

const LANGUAGES = ['sq', 'en', 'sr'] as const;
/** What no text has, and the database would not take: control characters and halves of characters. */
const BROKEN = /[\p{Cc}\p{Cs}]/u;

/** A telephone number as people write it: a plus or a nought, and eight digits or more. */
const NUMBER = /(?<!\d)[+0](?:[ ./()-]?\d){8,}/;

/** P52: a number is published by two people, so it may not come in by way of one person's words. */
export const HasNoNumber = () =>
  check(
    'hasNoNumber',
    'must not hold a telephone number; propose that as one',
    (value: LocalizedTextInput | string) => {
      const texts = typeof value === 'string' ? [value] : LANGUAGES.map(language => value[language]);
      return !texts.some(text => typeof text === 'string' && NUMBER.test(text));
    },
  );

/** Words in at least one language, none of them empty, longer than `longest` or with control characters. */
export const HasWords = (longest: number) =>
  check(
    'hasWords',
    `must have words in at least one language, up to ${longest} characters in each`,
    (value: LocalizedTextInput) => {
      const texts = LANGUAGES.map(language => value[language]).filter(text => typeof text === 'string');
      return (
        texts.length > 0 &&
        texts.every(
          text => text.trim() !== '' && text.length <= longest && !BROKEN.test(text.replaceAll('\n', '')),
        )
      );
    },
  );

/** Plain text on one line. */
export const IsLine = (longest: number, options?: ValidationOptions) =>
  check(
    'isLine',
    `must be text on one line, up to ${longest} characters`,
    (value: unknown) =>
      typeof value === 'string' && value.trim() !== '' && value.length <= longest && !BROKEN.test(value),
    options,
  );

/** A date that the calendar has: a day only with its month. */
export const IsPartialDate = () =>
  check('isPartialDate', 'must be a date of the calendar', ({ year, month, day }: PartialDateInput) => {
    if (day === null || day === undefined) return true;
    if (month === null || month === undefined) return false;
    return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  });

/** A date not before the one in another field, as far as both are known. */
export const IsNotBefore = <Field extends string>(field: Field) =>
  check(
    'isNotBefore',
    `must not be before ${field}`,
    (end: PartialDateInput, of: { readonly [Name in Field]?: PartialDateInput | null }) => {
      const begin = of[field];
      for (const part of ['year', 'month', 'day'] as const) {
        const [from, until] = [begin?.[part], end[part]];
        if (typeof from !== 'number' || typeof until !== 'number') return true;
        if (from !== until) return from < until;
      }
      return true;
    },
  );
