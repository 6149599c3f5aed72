/** What an Albanian ending adds to a word: the definite a, i, u, the genitive ës and it, and their bare forms. */
const ENDING = /(?<=.{3})(?:es|it|[aeiou])$/u;

/** The ë that a word has before its last consonant and loses when an ending follows: Dibër, Dibra. */
const FLEETING = /(?<=[aeiouy].*[^aeiouy])e(?=[rlnz])/gu;

/**
 * What is left of a text for searching, so that spellings that people mix are one: Vlorë, Vlora and
 * Vlore; qendër and qender; Dibër, Dibra and Diber. Small letters without diacritics, without endings,
 * words kept apart by one space. What was searched for and what is searched go through it alike.
 */
export const foldWords = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('đ', 'dj')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
    .map(foldWord)
    .join(' ');

function foldWord(word: string): string {
  let folded = word;
  while (ENDING.test(folded)) folded = folded.replace(ENDING, '');
  return folded.replace(FLEETING, '');
}

/**
 * The folded text of several pieces, each word with a space before it, so that ` vlor` is found at the
 * beginning of a word alone.
 */
export const searchText = (pieces: readonly (string | null | undefined)[]): string => {
  const words = pieces.flatMap(piece => foldWords(piece ?? '').split(' '));
  return [...new Set(words)].map(word => ` ${word}`).join('');
};

/** The patterns that a search text must all match; none for a text in which there is no word. */
export const patternsOf = (text: string): string[] =>
  foldWords(text)
    .split(' ')
    .filter(word => word !== '')
    .map(word => `% ${word}%`);
