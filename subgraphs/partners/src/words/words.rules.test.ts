import fc from 'fast-check';
import { foldWords, patternsOf, searchText } from './words.rules';

test.each([
  [['Vlorë', 'Vlora', 'Vlore', 'Vlorës', 'VLORA'], 'vlor'],
  [['qendër', 'qender', 'qendra', 'Qendrës'], 'qendr'],
  [['Dibër', 'Dibra', 'Diber', 'Dibrës'], 'dibr'],
  [['Shkodër', 'Shkodra', 'Shkoder'], 'shkodr'],
  [['Gjirokastër', 'Gjirokastra', 'Gjirokaster'], 'gjirokastr'],
  [['Lezhë', 'Lezha', 'Lezhe'], 'lezh'],
  [['Durrës', 'Durres', 'Durrësi', 'Durrësit'], 'durr'],
  [['Berat', 'Berati', 'Beratit'], 'berat'],
  [['Tiranë', 'Tirana', 'Tirane'], 'tiran'],
  [['Kamëz', 'Kamza'], 'kamz'],
  [['Lushnje', 'Lushnjë', 'Lushnja'], 'lushnj'],
  [['Kosovë', 'Kosova', 'Kosovo'], 'kosov'],
  [['Has', 'Hasi'], 'has'],
  [['Đakovica', 'Djakovica'], 'djakovic'],
])('%p are one word', (spellings, folded) => {
  expect(new Set(spellings.map(foldWords))).toEqual(new Set([folded]));
});

test.each([
  ['Psycho-Social Centre “Vatra”', 'psych social centr vatr'],
  ['  ', ''],
  ['😀', ''],
  ["'; drop table service; --", 'drop tabl servic'],
  ['100%_', '100'],
])('%p folds to %p', (text, folded) => {
  expect(foldWords(text)).toBe(folded);
});

const words = fc.string({ unit: fc.constantFrom(...'abcdeëfgijlmnorstuvzçš'), minLength: 4, maxLength: 14 });
const found = (pattern: string, text: string) => text.includes(pattern.slice(1, -1));

test('the beginning of a word, from four letters on, finds the word', () => {
  fc.assert(
    fc.property(words, fc.nat(), (word, cut) => {
      const typed = word.slice(0, 4 + (cut % (word.length - 3)));
      const text = searchText([`first ${word} last`]);
      expect(patternsOf(typed).every(pattern => found(pattern, text))).toBe(true);
    }),
  );
});

test('no text becomes a pattern with a wildcard of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      for (const pattern of patternsOf(text)) expect(pattern).toMatch(/^% [\p{L}\p{N}]+%$/u);
    }),
  );
});
