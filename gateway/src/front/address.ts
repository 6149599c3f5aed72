import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

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
  return plain([here, ...said][Math.min(trustedProxies, said.length)]!) ?? here;
};

/** Some proxies add a port, which is another with every connection. */
const plain = (said: string): string | undefined => {
  const address = /^\[(.+)\](:\d+)?$/.exec(said)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(said)?.[1] ?? said;
  return isIP(address) === 0 ? undefined : address;
};
