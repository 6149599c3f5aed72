/** Why the issuer does not start: a sentence for the person at the terminal, printed without a stack. */
export class CannotStart extends Error {}
