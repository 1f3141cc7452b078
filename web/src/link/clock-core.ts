/**
 * The server's clock as seen from here. Each ping gives (sent, answered, received); the one with the shortest round trip
 * of the last `keep` has had the least time to be delayed on one leg only, so its offset is the one to believe.
 */
export class ServerClock {
  private readonly samples: { roundTripMs: number; offsetMs: number }[] = [];

  constructor(private readonly keep = 8) {}

  /** All in epoch milliseconds: `sentMs` and `receivedMs` by the local clock, `serverMs` by the server's. */
  learn(sentMs: number, serverMs: number, receivedMs: number): void {
    const roundTripMs = receivedMs - sentMs;
    // A clock that was set between ping and pong tells nothing.
    if (roundTripMs < 0 || !Number.isFinite(serverMs)) return;
    this.samples.push({ roundTripMs, offsetMs: serverMs - (sentMs + receivedMs) / 2 });
    if (this.samples.length > this.keep) this.samples.shift();
  }

  /** Server time minus local time in milliseconds; undefined before the first answer. */
  get offsetMs(): number | undefined {
    return this.best?.offsetMs;
  }

  get roundTripMs(): number | undefined {
    return this.best?.roundTripMs;
  }

  serverNow(localMs: number): number | undefined {
    const best = this.best;
    return best && localMs + best.offsetMs;
  }

  private get best() {
    return this.samples.reduce<(typeof this.samples)[number] | undefined>(
      (best, sample) => (best === undefined || sample.roundTripMs <= best.roundTripMs ? sample : best),
      undefined,
    );
  }
}
