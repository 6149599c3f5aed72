import type { IncomingMessage } from 'node:http';

/**
 * The address of the caller. Proxies of one's own are believed about who is before them; whatever stands
 * further left in `X-Forwarded-For` the caller may have written.
 */
export const addressOf = ({ headers, socket }: IncomingMessage, trustedProxies: number): string => {
  const here = socket.remoteAddress ?? '';
  const forwarded = headers['x-forwarded-for'];
  if (trustedProxies === 0 || forwarded === undefined) return here;
  const said = String(forwarded)
    .split(',')
    .map(address => address.trim())
    .reverse();
  return [here, ...said][Math.min(trustedProxies, said.length)]!;
};
