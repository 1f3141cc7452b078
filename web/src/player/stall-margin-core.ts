const STEP_S = 0.3;
const STEADY_BEFORE_LESS_MS = 30_000;

/** What to stay further from the edge after the buffer ran dry: more with each time, and less again while all goes well. */
export class StallMargin {
  private extraS = 0;
  private steadySinceMs: number | undefined;

  /** @param mostS however often it runs dry */
  constructor(private readonly mostS: number) {}

  get seconds(): number {
    return this.extraS;
  }

  stalled(nowMs: number): void {
    this.extraS = Math.min(this.mostS, this.extraS + STEP_S);
    this.steadySinceMs = nowMs;
  }

  /** Time passes. */
  relax(nowMs: number): void {
    this.steadySinceMs ??= nowMs;
    if (this.extraS > 0 && nowMs - this.steadySinceMs > STEADY_BEFORE_LESS_MS) {
      this.extraS = Math.max(0, this.extraS - STEP_S / 2);
      this.steadySinceMs = nowMs;
    }
  }
}
