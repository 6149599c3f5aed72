import { parse, print } from 'graphql';
import { sizeConnections } from './connections';

const printed = (field: string) =>
  print(
    sizeConnections(
      parse(`type Query { ${field} } type Pages { edges: [Int] pageInfo: Int } type Plain { edges: [Int] }`),
    ),
  );

test('a field that gives pages says how long they are', () => {
  expect(printed('pages(first: Int = 20): Pages!')).toContain(
    'pages(first: Int = 20): Pages! @listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)',
  );
});

test.each([
  ['one that gives no pages', 'plain(first: Int): Plain'],
  ['one that has no first', 'pages(after: String): Pages'],
  ['one that says it already', 'pages(first: Int): Pages @listSize(assumedSize: 3)'],
])('%s is left as it is', (_claim, field) => {
  expect(printed(field)).toContain(`${field}\n`);
});
