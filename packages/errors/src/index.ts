/** The codes that a caller may branch on. Everything else is `INTERNAL`, with a reference id. */
export const refusalCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'INVALID',
  'CONFLICT',
  'LIMITED',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/**
 * A refusal that the caller may see. `message` is a sentence for a person and never holds a value
 * that the caller sent; `cause` is for the log alone.
 */
export abstract class Refusal extends Error {
  abstract readonly code: RefusalCode;
  /** What goes into the answer beside the code. */
  get details(): Record<string, unknown> {
    return {};
  }
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Nobody has signed in, or the proof of it does not hold. */
export class Unauthenticated extends Refusal {
  readonly code = 'UNAUTHENTICATED';
  constructor(message = 'Please sign in.', options?: { cause?: unknown }) {
    super(message, options);
  }
}

/** The viewer is known and may not do this. */
export class Forbidden extends Refusal {
  readonly code = 'FORBIDDEN';
  constructor(message = 'Your role does not allow this.', options?: { cause?: unknown }) {
    super(message, options);
  }
}

/** There is no such thing, or none that the viewer may see: the two are one answer. */
export class NotFound extends Refusal {
  readonly code = 'NOT_FOUND';
  constructor(message = 'There is nothing here that you may see.', options?: { cause?: unknown }) {
    super(message, options);
  }
}

/** Bad input. `field` is its path in the arguments, such as `input.need.people`. Nothing was written. */
export class Invalid extends Refusal {
  readonly code = 'INVALID';
  constructor(
    readonly field: string,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
  override get details() {
    return { field: this.field };
  }
}

/** The thing is not, or no longer, in the state that this needs. */
export class Conflict extends Refusal {
  readonly code = 'CONFLICT';
}

/** A cap or a rate is reached; `retryAt` says when to try again, where that is known. */
export class Limited extends Refusal {
  readonly code = 'LIMITED';
  constructor(
    message: string,
    readonly retryAt?: Date,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
  override get details() {
    return this.retryAt ? { retryAt: this.retryAt.toISOString() } : {};
  }
}
