import { decrypt, encrypt } from './cipher';
import { VaultFailure } from './failure';

/** Where a sealed value is kept. Moved anywhere else, it does not open. */
export interface Place {
  readonly table: string;
  /** Id of the row. */
  readonly row: string;
  readonly column: string;
}

const BLOCK_BYTES = 32;

/**
 * The key of one person's identity. Its bytes cannot be asked for, printed or serialised. Dispose of it
 * (`using`) when the work is done: then its memory is overwritten.
 */
export class DataKey implements Disposable {
  #bytes: Buffer | null;

  /** Takes the bytes over: nobody else keeps them. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Seals a text for its place. The length of what comes out tells that of the text to 32 bytes only. */
  seal({ table, row, column }: Place, text: string): Buffer {
    const bytes = Buffer.from(text);
    const padded = Buffer.alloc(Math.ceil((bytes.length + 4) / BLOCK_BYTES) * BLOCK_BYTES);
    padded.writeUInt32BE(bytes.length);
    bytes.copy(padded, 4);
    const sealed = encrypt(this.bytes(), [table, row, column], padded);
    bytes.fill(0);
    padded.fill(0);
    return sealed;
  }

  /** The text that was sealed for this place. Throws VaultFailure for anything else. */
  open({ table, row, column }: Place, sealed: Buffer): string {
    const padded = decrypt(this.bytes(), [table, row, column], sealed);
    const text = padded.toString('utf8', 4, 4 + padded.readUInt32BE());
    padded.fill(0);
    return text;
  }

  [Symbol.dispose](): void {
    this.#bytes?.fill(0);
    this.#bytes = null;
  }

  private bytes(): Buffer {
    if (!this.#bytes) throw new VaultFailure('This key was put away.');
    return this.#bytes;
  }
}
