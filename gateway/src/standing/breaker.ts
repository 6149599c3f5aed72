import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { NoAnswer } from './exchange';

export interface BreakerOptions {
  /** So many failures in a row open it. */
  readonly failures: number;
  /** How long it waits between two probes while it is open. */
  readonly probeMilliseconds: number;
  /** Asks the subgraph for a sign of life. Rejects with NoAnswer where there is none. */
  probe(): Promise<unknown>;
  onChange(isOpen: boolean): void;
}

/**
 * Keeps callers from waiting for a subgraph that is away. While it is open it probes by itself, with a
 * question of its own: no caller has to wait for the trial, and no mutation is put at risk by it.
 */
export class Breaker {
  private timer?: NodeJS.Timeout;
  private isEnded = false;
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
      if (!isKnown) options.onChange(true);
      isKnown = true;
      if (this.isEnded) return;
      this.timer = setTimeout(() => {
        this.policy.execute(() => options.probe()).catch(() => undefined);
      }, options.probeMilliseconds).unref();
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
  run<Result>(ask: () => Promise<Result>): Promise<Result> {
    return this.policy.execute(ask);
  }

  /** Probes no more. */
  close(): void {
    this.isEnded = true;
    clearTimeout(this.timer);
  }
}
