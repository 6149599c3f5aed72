import type { LiveResult } from './result';

/** No thing has this id. */
const MANY = ' ';

/**
 * How the one thing stands that a stream is about. Such a stream begins with that, and whoever comes to it
 * later is told as well; a stream of many things tells only what changes.
 */
export class Present {
  private thing?: string;
  private newest?: LiveResult;

  get result(): LiveResult | undefined {
    return this.newest;
  }

  note(thing: string, result: LiveResult): void {
    if (result.extensions) return;
    this.thing ??= thing;
    if (thing !== this.thing) this.thing = MANY;
    this.newest = this.thing === MANY ? undefined : result;
  }
}
