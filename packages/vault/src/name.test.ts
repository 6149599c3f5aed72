import fc from 'fast-check';
import { normaliseName } from './name';

const same: readonly (readonly [string, string, string])[] = [
  ['ë is e', 'Besë Hoxha', 'Bese Hoxha'],
  ['ç is c', 'Thaçi', 'Thaci'],
  ['case', 'DRITA GASHI', 'drita gashi'],
  ['name order', 'Drita Gashi', 'Gashi Drita'],
  ['order with a comma', 'Gashi, Drita', 'Drita Gashi'],
  ['several spaces', '  Drita \t Gashi ', 'Drita Gashi'],
  ['a space that does not break', 'Drita\u00a0Gashi', 'Drita Gashi'],
  ['an invisible character', 'Dri\u00adta Ga\u200bshi', 'Drita Gashi'],
  ['hyphens', 'Drita Gashi-Krasniqi', 'Drita Gashi Krasniqi'],
  ['a long dash', 'Drita Gashi–Krasniqi', 'Krasniqi Gashi Drita'],
  ['apostrophes', "D'Angelo", 'DAngelo'],
  ['a curly apostrophe', 'D’Angelo', "D'Angelo"],
  ['an acute accent as an apostrophe', 'D´Angelo', "D'Angelo"],
  ['composed and decomposed letters', 'Mar\u006b\u006fvi\u0063\u0301', 'Marković'],
  ['a precomposed and a decomposed ë', 'Ma\u00eb', 'Mae\u0308'],
  ['đ and dj', 'Đorđe Petrović', 'Djordje Petrovic'],
  ['đ and gj', 'Đorđe', 'Gjorgje'],
  ['đ as passports write it', 'Đorđević', 'Dordevic'],
  ['the Albanian and the Serbian of one name', 'Gjergj', 'Đerđ'],
  ['ž and zh', 'Živka', 'Zhivka'],
  ['ž without its mark', 'Živka', 'Zivka'],
  ['š and sh', 'Šaban', 'Shaban'],
  ['š without its mark', 'Šaban', 'Saban'],
  ['ć and q', 'Marković', 'Markoviq'],
  ['č and ç', 'Tači', 'Taçi'],
  ['ć and ç', 'Marković', 'Markoviç'],
  ['ć and ch', 'Marković', 'Markovich'],
  ['q and ć at the beginning', 'Qemal', 'Ćemal'],
  ['th and t', 'Thaçi', 'Tači'],
  ['dh and d', 'Dhimitri', 'Dimitri'],
  ['xh and dž', 'Hoxha', 'Hodža'],
  ['xh and dzh', 'Hoxha', 'Hodzha'],
  ['xh and Cyrillic џ', 'Hoxha', 'Хоџа'],
  ['x and dz', 'Hoxa', 'Hodza'],
  ['double letters', 'Mulla', 'Mula'],
  ['rr and r', 'Rrahmani', 'Rahmani'],
  ['ll and l', 'Llazar', 'Lazar'],
  ['y and i', 'Ymer', 'Imer'],
  ['j, i and y', 'Sonja', 'Sonya'],
  ['ij and i', 'Marija', 'Maria'],
  ['lj and li', 'Ljiljana', 'Liliana'],
  ['Cyrillic and Latin', 'Јелена Његош', 'Jelena Njegoš'],
  ['Cyrillic in another order and case', 'ЂОРЂЕВИЋ Љубица', 'Ljubica Đorđević'],
  ['Cyrillic Serbian and plain Albanian', 'Шабан Жарковић', 'Shaban Zharkoviq'],
  ['Macedonian ѓ and ќ', 'Ѓорѓи Ќосев', 'Gjorgji Qosev'],
  ['a Macedonian letter in two pieces', '\u0413\u0301орѓи', 'Gjorgji'],
  ['Russian letters', 'Юлия Мельник', 'Julija Melnik'],
  ['Turkish ı and İ', 'YILDIZ İrem', 'Yildiz Irem'],
  ['ü and u', 'Gülşen', 'Gulsen'],
  ['full-width letters', 'Ａｎａ', 'Ana'],
];

const different: readonly (readonly [string, string])[] = [
  ['Ana Hoxha', 'Ema Hoxha'],
  ['Ana Hoxha', 'Ana Hasani'],
  ['Ana Hoxha', 'Ana'],
  ['Besa Gashi', 'Besarta Gashi'],
  ['Drita Gashi', 'Dita Gashi'],
  ['Shpresa Krasniqi', 'Presa Krasniqi'],
  ['Mira Leka', 'Mirela Leka'],
  ['Arben Dervishi', 'Arbër Dervishi'],
  ['Lindita Marku', 'Linda Marku'],
  ['Vjosa Berisha', 'Vesa Berisha'],
  ['Valbona Prifti', 'Albana Prifti'],
  ['Jelena Petrović', 'Milena Petrović'],
  ['Jelena Petrović', 'Jelena Perović'],
  ['Marko Marković', 'Mirko Marković'],
  ['Ćemal Hodžić', 'Kemal Hodžić'],
  ['Dhurata Kola', 'Durim Kola'],
  ['Teuta Shala', 'Teuta Shalaj Kola'],
  ['Анна Коваль', 'Инна Коваль'],
  ['فاطمة', 'مريم'],
  ['Ana Maria', 'Anamaria'],
];

describe('P39 one name, however it is written', () => {
  test.each(same)('%s: %s is %s', (_why, left, right) => {
    expect(normaliseName(left)).toBe(normaliseName(right));
    expect(normaliseName(left)).not.toBe('');
  });
});

describe('P39 two names stay two', () => {
  test.each(different)('%s is not %s', (left, right) => {
    expect(normaliseName(left)).not.toBe(normaliseName(right));
  });
});

test('P39 Albanian, Serbian and Cyrillic of one person are written as one plain name', () => {
  const spellings = ['Gjorgje Hoxha', 'HODŽA, Đorđe', 'Хоџа Ђорђе', 'djordje  hodza'];
  expect(new Set(spellings.map(normaliseName))).toEqual(new Set(['dorde hodza']));
});

test('what has no letter is no name', () => {
  for (const nothing of ['', '  ', '-', "'", '?!', '\u200b']) expect(normaliseName(nothing)).toBe('');
});

test('P39 the order of words, their case and what parts them change nothing', () => {
  const word = fc.string({
    unit: fc.constantFrom(...'abcçdefghijklmnopqrstuvwxyzëšžćčđшђљњџ'),
    minLength: 1,
  });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), words => {
      const name = normaliseName(words.join(' '));
      expect(normaliseName([...words].reverse().join('-').toUpperCase())).toBe(name);
    }),
  );
});
