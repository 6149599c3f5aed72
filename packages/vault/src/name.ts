/**
 * A name as it is compared: one spelling for the many in which Albanian and Serbian offices, passports
 * and hurried people write it. "Gjorgje Hoxha", "HODŽA, Đorđe" and "Хоџа Ђорђе" are one.
 *
 * It folds too much rather than too little, since it is used with a birth date or read by a person who
 * decides: diacritics go, double letters become one, hyphens part words, apostrophes join them, and the
 * words are put in order. Names of other scripts keep their letters. No letter at all gives ''.
 */
export const normaliseName = (name: string): string =>
  latin(name.normalize('NFC').toLowerCase().replace(APOSTROPHES, ''))
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(spelling)
    .sort()
    .join(' ');

// Before anything is decomposed: an acute accent that stands alone would become a space.
const APOSTROPHES = /['’‘ʼʻ`´]/g;

/** Serbian Cyrillic; then what Macedonian, Bulgarian, Russian and Ukrainian have besides, by its sound. */
const CYRILLIC: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', ђ: 'đ', е: 'e', ж: 'ž', з: 'z', и: 'i', ј: 'j', к: 'k' },
  ...{ л: 'l', љ: 'lj', м: 'm', н: 'n', њ: 'nj', о: 'o', п: 'p', р: 'r', с: 's', т: 't', ћ: 'ć', у: 'u' },
  ...{ ф: 'f', х: 'h', ц: 'c', ч: 'č', џ: 'dž', ш: 'š' },
  ...{ ѓ: 'gj', ќ: 'kj', ѕ: 'dz', й: 'j', ы: 'y', э: 'e', ю: 'ju', я: 'ja', щ: 'sht', ъ: '', ь: '' },
  ...{ ё: 'e', і: 'i', ї: 'ji', є: 'je', ґ: 'g' },
};

/** Letters that no decomposition makes plain. Passports write đ as D, and so do keyboards without it. */
const PLAIN: Readonly<Record<string, string>> = { đ: 'd', ð: 'd', ı: 'i', ł: 'l', ø: 'o', ß: 'ss', æ: 'ae' };

const latin = (text: string) =>
  text.replace(/\p{L}/gu, letter => {
    const written = CYRILLIC[letter] ?? letter;
    return written.replace(/[^a-z]/gu, each => PLAIN[each] ?? each);
  });

/**
 * Two-letter sounds, each as the letter that remains of its Serbian spelling without its mark: Albanian
 * sh, zh, xh, gj and q are Serbian š, ž, dž, đ and ć; th and dh have no letter there.
 */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/xh?/g, 'dz'],
  [/gj|dj|dh/g, 'd'],
  [/kj|ch|q/g, 'c'],
  [/sh/g, 's'],
  [/zh/g, 'z'],
  [/th/g, 't'],
  // Sonja, Sonia and Sonya; Ymer and Imer; Marija and Maria.
  [/[jy]/g, 'i'],
  [/(\p{L})\1+/gu, '$1'],
];

const spelling = (word: string) =>
  SOUNDS.reduce((text, [sound, letter]) => text.replace(sound, letter), word);
