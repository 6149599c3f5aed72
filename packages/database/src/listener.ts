import { Client } from 'pg';

/** Where every subgraph's database announces what changed: a topic and an opaque id, and no more. */
export const CHANGES = 'changes';

const HEARTBEAT_MILLISECONDS = 15_000;
const PATIENCE_MILLISECONDS = 5_000;
const SHORTEST_WAIT_MILLISECONDS = 100;

export interface ListenerOptions {
  readonly url: string;
  readonly heard: (payload: string) => void;
  /** The connection was lost and is back: anything may have been announced meanwhile. */
  readonly missed: () => void;
}

/**
 * Hears what committed transactions announce with NOTIFY, on a connection of its own, because a pooled
 * one is given to somebody else. A connection that is lost, or no longer answers, is made again.
 */
export class Listener {
  private client?: Client;
  private heartbeat?: NodeJS.Timeout;
  private retry?: NodeJS.Timeout;
  private isOver = false;

  constructor(private readonly options: ListenerOptions) {}

  /** Listens from the moment that this returns. Throws when the database cannot be reached. */
  async start(): Promise<void> {
    const client = new Client({
      connectionString: this.options.url,
      application_name: 'listener',
      connectionTimeoutMillis: PATIENCE_MILLISECONDS,
      query_timeout: PATIENCE_MILLISECONDS,
    });
    client.on('notification', ({ payload }) => this.options.heard(payload ?? ''));
    // An error is followed by the end, which is where it is mended.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(`listen ${CHANGES}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    client.once('end', () => this.startAgain());
    this.client = client;
    this.heartbeat = setInterval(() => {
      client.query('select').catch(() => client.end().catch(() => undefined));
    }, HEARTBEAT_MILLISECONDS);
    if (this.isOver) await this.stop();
  }

  async stop(): Promise<void> {
    this.isOver = true;
    clearTimeout(this.retry);
    clearInterval(this.heartbeat);
    await this.client?.end();
  }

  private startAgain(wait = SHORTEST_WAIT_MILLISECONDS): void {
    clearInterval(this.heartbeat);
    if (this.isOver) return;
    this.retry = setTimeout(() => {
      this.start().then(this.options.missed, () =>
        this.startAgain(Math.min(2 * wait, PATIENCE_MILLISECONDS)),
      );
    }, wait);
  }
}
