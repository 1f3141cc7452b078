/** How long to wait before trying again: doubling from `firstMs` to `mostMs`, spread so that a crowd does not return at once. */
export class Backoff {
  private tries = 0;

  constructor(
    private readonly firstMs: number,
    private readonly mostMs: number,
    private readonly random: () => number = Math.random,
  ) {}

  /** The wait before the next try, in milliseconds; between half and all of the step. */
  next(): number {
    const step = Math.min(this.mostMs, this.firstMs * 2 ** this.tries);
    this.tries += 1;
    return Math.round(step * (0.5 + this.random() / 2));
  }

  get attempts(): number {
    return this.tries;
  }

  reset(): void {
    this.tries = 0;
  }
}
