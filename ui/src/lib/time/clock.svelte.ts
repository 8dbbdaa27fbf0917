import { systemZone } from './format';

/** The time shown on screen: ticks once a second, in step with the full second. */
class Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now = $state(Date.now());
  /** The zone shown beside UTC, as an IANA name. */
  zone = $state(systemZone());
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Starts the ticking; returns what stops it. */
  start(): () => void {
    const tick = (): void => {
      this.now = Date.now();
      this.#timer = setTimeout(tick, 1000 - (this.now % 1000));
    };
    tick();
    return () => clearTimeout(this.#timer);
  }
}

export const clock = new Clock();
