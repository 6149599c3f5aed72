/** The end of a stream that was not announced, or that is no stream of events. */
export class StreamLost extends Error {
  constructor(
    /** For the log: what happened, without anybody's values. */
    readonly code: string,
    options?: { cause?: unknown },
  ) {
    super('The stream is lost.', options);
  }
}

const LARGEST_EVENT = 2 ** 20;
const LINE_END = /\r?\n/;

/**
 * The data of each `next` event of a stream in graphql-sse's format, until its `complete`. Throws
 * StreamLost when the stream ends without it, or when an event is larger than a mebibyte.
 */
export async function* eventsIn(chunks: AsyncIterable<string>): AsyncGenerator<string, void> {
  let rest = '';
  let name = '';
  let data: string[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split(LINE_END);
    rest = lines.pop()!;
    if (size + rest.length > LARGEST_EVENT) throw new StreamLost('EVENT_TOO_LARGE');
    for (const line of lines) {
      if (line !== '') {
        const colon = line.indexOf(':');
        const value = line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
        if (line.startsWith('event:')) name = value;
        else if (line.startsWith('data:')) data.push(value);
        size += line.length;
        continue;
      }
      if (name === 'complete') return;
      if (name === 'next') yield data.join('\n');
      name = '';
      data = [];
      size = 0;
    }
  }
  throw new StreamLost('CLOSED');
}
