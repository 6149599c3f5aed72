import type { Dispatcher, Pool } from 'undici';
import type { Ending } from '../asking';

/** Why there is no answer, and whether the subgraph may have done what it was asked all the same. */
export class NoAnswer extends Error {
  constructor(
    /** Names the cause, never a host: `TIMEOUT`, `ABORTED`, `TOO_LARGE`, `GARBLED`, or the connection's own. */
    readonly code: string,
    readonly mayBeDone: boolean,
  ) {
    super(code);
  }

  /** The caller hung up, or asked for too much: that is no fault of the subgraph. */
  get isOurs(): boolean {
    return this.code === 'ABORTED' || this.code === 'TOO_LARGE';
  }

  /** The connection broke or could not be made; a question may be put again, over another one. */
  get isConnection(): boolean {
    return CONNECTION.has(this.code);
  }
}

const CONNECTION = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

export interface Reply {
  readonly status: number;
  readonly text: string;
}

export interface Bounds {
  readonly milliseconds: number;
  readonly bytes: number;
}

/**
 * Sends one request and hears the whole answer, within the bounds. Rejects with NoAnswer, which knows
 * whether the request had already gone on the wire.
 */
export const exchange = (
  pool: Pool,
  request: Dispatcher.DispatchOptions,
  bounds: Bounds,
  signal: Ending,
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new NoAnswer('ABORTED', false));
    pool.dispatch(request, new Listener(bounds, signal, resolve, reject));
  });

class Listener implements Dispatcher.DispatchHandler {
  private readonly timer: NodeJS.Timeout;
  private readonly chunks: Buffer[] = [];
  private bytes = 0;
  private status = 0;
  private controller?: Dispatcher.DispatchController;
  private isOver = false;

  constructor(
    private readonly bounds: Bounds,
    private readonly signal: Ending,
    private readonly resolve: (reply: Reply) => void,
    private readonly reject: (reason: NoAnswer) => void,
  ) {
    this.timer = setTimeout(giveUp, bounds.milliseconds, this);
    signal.addEventListener('abort', this);
  }

  handleEvent(): void {
    this.end('ABORTED');
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Nobody waits any more: it is not even written.
    if (this.isOver) controller.abort(new NoAnswer('ABORTED', false));
    else this.controller = controller;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > this.bounds.bytes) this.end('TOO_LARGE');
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.close()) return;
    const body = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
    this.resolve({ status: this.status, text: body.toString() });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.end((error as NodeJS.ErrnoException).code ?? error.name);
  }

  end(code: string): void {
    if (!this.close()) return;
    const reason = new NoAnswer(code, this.controller !== undefined);
    this.reject(reason);
    this.controller?.abort(reason);
  }

  private close(): boolean {
    if (this.isOver) return false;
    this.isOver = true;
    clearTimeout(this.timer);
    this.signal.removeEventListener('abort', this);
    return true;
  }
}

const giveUp = (listener: Listener): void => listener.end('TIMEOUT');
