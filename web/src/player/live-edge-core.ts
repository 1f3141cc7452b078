import { StallMargin } from './stall-margin-core';

/**
 * Keeps the picture about a second behind the newest frame that is here: a little faster when it fell back, a little
 * slower when the buffer runs dry, a jump when it is far. Each change of speed has its own end, so that it never flutters.
 */
export interface EdgeFacts {
  nowMs: number;
  /** Seconds on the media timeline. */
  currentTime: number;
  bufferedEnd: number;
  /** The viewer chose to be behind (pause, then play): leave them there. */
  lingering: boolean;
}

export type EdgeMove = { kind: 'rate'; rate: number } | { kind: 'jump'; toS: number };

const BASE_TARGET_S = 0.9;
const MOST_TARGET_S = 3;
const CHASE_BEYOND_S = 0.35;
const HURRY_BEYOND_S = 1.2;
const JUMP_BEYOND_S = 3;
const SPARE_BELOW_S = 0.3;

export class LiveEdge {
  private readonly margin = new StallMargin(MOST_TARGET_S - BASE_TARGET_S);
  private rate = 1;

  get targetS(): number {
    return BASE_TARGET_S + this.margin.seconds;
  }

  /** The buffer ran dry: this connection needs more of it. */
  stalled(nowMs: number): void {
    this.margin.stalled(nowMs);
  }

  /** What to do now; undefined when all is well as it is. */
  next({ nowMs, currentTime, bufferedEnd, lingering }: EdgeFacts): EdgeMove | undefined {
    this.margin.relax(nowMs);
    const behind = bufferedEnd - currentTime;
    if (lingering) return this.turn(1);
    if (behind > this.targetS + JUMP_BEYOND_S) return { kind: 'jump', toS: bufferedEnd - this.targetS };
    return this.turn(this.rateFor(behind));
  }

  edgeOf(bufferedEnd: number): number {
    return Math.max(0, bufferedEnd - this.targetS);
  }

  /** A new engine starts at normal speed. */
  restart(): void {
    this.rate = 1;
  }

  private rateFor(behind: number): number {
    if (behind > this.targetS + HURRY_BEYOND_S) return 1.1;
    if (behind > this.targetS + CHASE_BEYOND_S) return Math.max(this.rate, 1.05);
    if (this.rate > 1 && behind > this.targetS) return this.rate;
    if (behind < SPARE_BELOW_S) return 0.95;
    if (this.rate < 1 && behind < this.targetS * 0.7) return this.rate;
    return 1;
  }

  private turn(rate: number): EdgeMove | undefined {
    if (rate === this.rate) return undefined;
    this.rate = rate;
    return { kind: 'rate', rate };
  }
}
