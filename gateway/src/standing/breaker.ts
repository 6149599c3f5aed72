import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { NoAnswer } from './exchange';

/** The longest wait for a probe, as so many of the usual ones. */
const MOST_PATIENT = 16;

export interface BreakerOptions {
  /** So many failures in a row open it. */
  readonly failures: number;
  /** How long it waits for its first probe, and between two while it is open. */
  readonly probeMilliseconds: number;
  /** Asks the subgraph for a sign of life. Rejects with NoAnswer where there is none. */
  probe(): Promise<unknown>;
  onChange(isOpen: boolean): void;
}

/**
 * Keeps callers from waiting for a subgraph that is away. While it is open it probes by itself, with a
 * question of its own: no caller has to wait for the trial, and no mutation is put at risk by it. A subgraph
 * that answers probes well and callers badly is given twice the time whenever it opens anew.
 */
export class Breaker {
  private timer?: NodeJS.Timeout;
  private isEnded = false;
  /** How often it opened since a caller was answered well. */
  private openings = 0;
  private readonly policy;

  constructor(options: BreakerOptions) {
    this.policy = circuitBreaker(
      handleWhen(error => error instanceof NoAnswer && !error.isOurs),
      // The probe alone runs while it is open, and keeps its own time.
      { halfOpenAfter: 0, breaker: new ConsecutiveBreaker(options.failures) },
    );
    let isKnown = false;
    this.policy.onBreak(() => {
      // A probe that failed breaks it anew: that is no news.
      if (!isKnown) {
        this.openings += 1;
        options.onChange(true);
      }
      isKnown = true;
      if (this.isEnded) return;
      const times = Math.min(2 ** (this.openings - 1), MOST_PATIENT);
      this.timer = setTimeout(() => {
        this.policy.execute(() => options.probe()).catch(() => undefined);
      }, options.probeMilliseconds * times).unref();
    });
    this.policy.onReset(() => {
      isKnown = false;
      options.onChange(false);
    });
  }

  get isOpen(): boolean {
    return this.policy.state !== CircuitState.Closed;
  }

  /** Runs it and counts how it went. Not to be called while open. */
  async run<Result>(ask: () => Promise<Result>): Promise<Result> {
    const result = await this.policy.execute(ask);
    this.openings = 0;
    return result;
  }

  /** Probes no more. */
  close(): void {
    this.isEnded = true;
    clearTimeout(this.timer);
  }
}
