import type { FormattedExecutionResult } from 'graphql';

/**
 * Data that is JSON text already, so that nobody has to make an object of it only to write it again.
 * Whoever does want the object gets it by `toJSON`.
 */
export class Written {
  constructor(readonly text: string) {}

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** Writes an answer; what else it has (errors, extensions) stands in front of the data. */
export const stringify = ({ data, ...rest }: FormattedExecutionResult): string => {
  if (!(data instanceof Written)) return `${JSON.stringify({ ...rest, data })}\n`;
  const others = JSON.stringify(rest);
  return `${others.slice(0, -1)}${others === '{}' ? '' : ','}"data":${data.text}}\n`;
};
