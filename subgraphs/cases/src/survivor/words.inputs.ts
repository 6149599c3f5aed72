import { ValidateBy, type ValidationOptions } from 'class-validator';

const check = (
  name: string,
  sentence: string,
  holds: (value: unknown) => boolean,
  options?: ValidationOptions,
): PropertyDecorator =>
  ValidateBy(
    {
      name,
      validator: {
        validate: holds,
        defaultMessage: args => `${options?.each ? 'each of ' : ''}${args?.property} ${sentence}`,
      },
    },
    options,
  );

/** What no text has: control characters and halves of characters. */
const BROKEN = /[\p{Cc}\p{Cs}]/u;

/** Plain text on one line. */
export const IsLine = (longest: number, options?: ValidationOptions) =>
  check(
    'isLine',
    `must be text on one line, up to ${longest} characters`,
    value =>
      typeof value === 'string' && value.trim() !== '' && value.length <= longest && !BROKEN.test(value),
    options,
  );

/** A name: a line with a letter in it. */
export const IsName = (options?: ValidationOptions) =>
  check(
    'isName',
    'must be a name, up to 100 characters',
    value => typeof value === 'string' && /\p{L}/u.test(value) && value.length <= 100 && !BROKEN.test(value),
    options,
  );

const known = (type: 'region' | 'language') => {
  const names = new Intl.DisplayNames(['en'], { type, fallback: 'none' });
  return (code: unknown, shape: RegExp) =>
    typeof code === 'string' && shape.test(code) && names.of(code) !== undefined;
};
const isRegion = known('region');
const isLanguage = known('language');
// The region of nobody knows where is one to the library.
const NOWHERE = ['ZZ', 'EU', 'EZ', 'UN', 'QO', 'XA', 'XB'];

/** A country's two letters: ISO 3166-1, and XK, which it has none for. */
export const IsCountry = (options?: ValidationOptions) =>
  check(
    'isCountry',
    'must be a country’s two capital letters',
    value => isRegion(value, /^[A-Z]{2}$/) && !NOWHERE.includes(value as string),
    options,
  );

/** A language's two or three letters: ISO 639. */
export const IsLanguage = (options?: ValidationOptions) =>
  check(
    'isLanguage',
    'must be a language’s two or three small letters',
    value => isLanguage(value, /^[a-z]{2,3}$/),
    options,
  );

/** A telephone number as people write it. */
export const IsTelephone = (options?: ValidationOptions) =>
  check(
    'isTelephone',
    'must be a telephone number',
    value => typeof value === 'string' && /^\+?[0-9](?:[ ./()-]{0,2}[0-9]){5,17}$/.test(value),
    options,
  );
