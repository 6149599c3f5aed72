import 'reflect-metadata';
import { keyAfter, pageOf } from './paging';
import { textIn } from './values';

const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ id: `${from + index}` }));

test.each([
  ['the language that is asked for', { sq: 'a', en: 'b', sr: 'c' }, 'sr', 'c'],
  ['English where that is missing', { sq: 'a', en: 'b' }, 'sr', 'b'],
  ['Albanian where English is missing too', { sq: 'a', sr: 'c' }, 'en', 'a'],
  ['Serbian where there is nothing else', { sr: 'c' }, 'sq', 'c'],
  ['nothing where there is nothing', {}, 'sq', ''],
  ['English for a language that is none of ours', { sq: 'a', en: 'b' }, '__proto__', 'b'],
])('a text is given in %s', (_claim, words, language, text) => {
  expect(textIn(words, language)).toBe(text);
});

test('a page has as many as were asked for, and its cursor leads to the next', () => {
  const page = pageOf(rows(0, 3), { first: 2 }, ({ id }) => ['k', id]);
  expect(page.edges.map(({ node }) => node.id)).toEqual(['0', '1']);
  expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  expect(keyAfter(page.pageInfo.endCursor)).toEqual(['k', '1']);
  expect(page.totalCount).toBeNull();
});

test('the last page says so, and an empty one has no cursors', () => {
  const after = pageOf(rows(0, 1), { first: 1 }, ({ id }) => [id]).pageInfo.endCursor;
  expect(pageOf(rows(1, 2), { first: 2, after }, ({ id }) => [id], 2)).toMatchObject({
    pageInfo: { hasNextPage: false, hasPreviousPage: true },
    totalCount: 2,
  });
  expect(pageOf([], { first: 2 }, () => []).pageInfo).toMatchObject({ startCursor: null, endCursor: null });
});

test.each(['garbage', '', 'e30', 'WzFd', "' or 1=1 --"])('%j is no cursor of ours', cursor => {
  expect(() => keyAfter(cursor)).toThrow(expect.objectContaining({ code: 'INVALID', field: 'after' }));
});
