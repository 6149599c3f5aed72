import type { IncomingMessage } from 'node:http';

/** A body that cannot be read, with the status that says so. */
export class BadBody extends Error {
  constructor(readonly status: 400 | 413 | 415) {
    super(String(status));
  }
}

/**
 * Reads a JSON body of at most so many bytes. Undefined where what was sent is not called JSON: whoever
 * needs it says so. Rejects with {@link BadBody}.
 */
export const readBody = async (request: IncomingMessage, limit: number): Promise<unknown> => {
  const { 'content-type': type, 'content-encoding': encoding, 'content-length': length } = request.headers;
  if (Number(length) > limit) throw new BadBody(413);
  if (encoding !== undefined && encoding !== 'identity') throw new BadBody(415);
  const bytes = await gather(request, limit);
  if (!/^application\/(graphql-response\+)?json\b/i.test(type ?? '')) return undefined;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new BadBody(400);
  }
};

const gather = (request: IncomingMessage, limit: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else reject(new BadBody(413));
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    // Whoever hung up is not answered; the promise must only come to an end.
    request.on('close', () => {
      if (!request.complete) reject(new BadBody(400));
    });
  });
