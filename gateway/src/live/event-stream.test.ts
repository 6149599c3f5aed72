import fc from 'fast-check';
import { print } from 'graphql-sse';
import { eventsIn } from './event-stream';

async function* inPieces(text: string, cuts: readonly number[]): AsyncGenerator<string> {
  const places = [
    0,
    ...cuts.map(cut => cut % (text.length + 1)).sort((one, other) => one - other),
    text.length,
  ];
  for (let piece = 1; piece < places.length; piece += 1) yield text.slice(places[piece - 1], places[piece]);
}

const read = async (pieces: AsyncIterable<string>): Promise<string[]> => {
  const events: string[] = [];
  for await (const event of eventsIn(pieces)) events.push(event);
  return events;
};

test('the events of a stream are the same wherever it is cut, and whatever ends its lines', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ data: fc.record({ text: fc.string({ unit: 'grapheme' }) }) }), { maxLength: 8 }),
      fc.array(fc.nat()),
      fc.constantFrom('\n', '\r\n'),
      async (sent, cuts, end) => {
        const text = [
          ':\n\n',
          ...sent.map(data => `${print({ event: 'next', data })}:\n\n`),
          print({ event: 'complete', data: null }),
        ].join('');
        const events = await read(inPieces(text.replaceAll('\n', end), cuts));
        expect(events.map(event => JSON.parse(event))).toEqual(sent);
      },
    ),
  );
});

test('a stream that ends without having said so is lost', async () => {
  await expect(read(inPieces(print({ event: 'next', data: {} }), []))).rejects.toMatchObject({
    code: 'CLOSED',
  });
});

test.each([
  ['one line', `event: next\ndata: ${'x'.repeat(2_000_000)}`],
  ['many lines', `event: next\n${'data: xxxxxxxxxx\n'.repeat(200_000)}`],
])('an event of two megabytes in %s is not kept', async (_claim, text) => {
  const cuts = Array.from({ length: 100 }, (_, cut) => cut * 20_000);
  await expect(read(inPieces(text, cuts))).rejects.toMatchObject({ code: 'EVENT_TOO_LARGE' });
});
