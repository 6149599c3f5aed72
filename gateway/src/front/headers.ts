import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';
import { STYLE_SOURCE } from '../guard/landing';

const close = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      styleSrc: [STYLE_SOURCE],
    },
  },
  referrerPolicy: { policy: 'no-referrer' },
});

/**
 * The headers that close what a browser leaves open, and keep answers out of every cache: what is public
 * today may name somebody tomorrow. They never differ, so they are asked for once.
 */
export const closedHeaders: Readonly<Record<string, string>> = (() => {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  close(request, response, () => undefined);
  return {
    ...Object.fromEntries(
      Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
    ),
    'cache-control': 'private, no-store',
  };
})();
