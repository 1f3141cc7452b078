/** Tells a picture that stands still from one that moves, and what would set it going again. */
export interface PlaybackFacts {
  nowMs: number;
  currentTime: number;
  /** Paused by a person, or the tab is out of sight: standing still is then no fault. */
  resting: boolean;
  /** Buffered ranges in seconds, in order. */
  ranges: readonly (readonly [startS: number, endS: number])[];
  lastBytesMs: number;
  /** How long this engine's line may be silent. */
  patienceMs: number;
  /** The show is known to be interrupted: silence is expected for a while. */
  silenceExpected: boolean;
}

export type Verdict =
  | { kind: 'fine' }
  | { kind: 'stalled' }
  | { kind: 'jump'; toS: number }
  | { kind: 'rebuild'; why: 'silence' | 'stuck' };

const NOTICE_AFTER_MS = 700;
const NUDGE_AFTER_MS = 2_500;
const STUCK_AFTER_MS = 6_000;
/** An open line goes on by itself when the encoder is back; this is for one that died unseen meanwhile. */
const SILENT_WHEN_EXPECTED_MS = 75_000;
const MOVED_S = 0.01;

export class StallWatch {
  private lastTime = -1;
  private movedMs: number | undefined;
  private fedMs: number | undefined;
  private nudged = false;

  look(facts: PlaybackFacts): Verdict {
    const { nowMs, currentTime, resting, ranges, lastBytesMs, patienceMs, silenceExpected } = facts;
    this.movedMs ??= nowMs;
    const here = ranges.find(([startS, endS]) => currentTime >= startS - 0.05 && currentTime < endS);
    const aheadS = here ? here[1] - currentTime : 0;
    // A picture that stood still for want of more is not stuck the moment there is some again.
    if (aheadS > 0.5) this.fedMs ??= nowMs;
    else this.fedMs = undefined;
    if (resting || Math.abs(currentTime - this.lastTime) > MOVED_S) {
      this.lastTime = currentTime;
      this.movedMs = nowMs;
      this.nudged = false;
      return { kind: 'fine' };
    }
    const stillMs = nowMs - this.movedMs;
    if (stillMs < NOTICE_AFTER_MS) return { kind: 'fine' };

    const gap = aheadS < 0.1 ? ranges.find(([startS]) => startS > currentTime) : undefined;
    if (gap) return { kind: 'jump', toS: gap[0] + 0.05 };

    if (nowMs - lastBytesMs > (silenceExpected ? SILENT_WHEN_EXPECTED_MS : patienceMs)) {
      return { kind: 'rebuild', why: 'silence' };
    }
    const stuckMs = this.fedMs === undefined ? 0 : Math.min(stillMs, nowMs - this.fedMs);
    if (stuckMs > STUCK_AFTER_MS) return { kind: 'rebuild', why: 'stuck' };
    if (stuckMs > NUDGE_AFTER_MS && !this.nudged) {
      this.nudged = true;
      return { kind: 'jump', toS: currentTime + 0.2 };
    }
    return { kind: 'stalled' };
  }

  restart(): void {
    this.lastTime = -1;
    this.movedMs = undefined;
    this.fedMs = undefined;
    this.nudged = false;
  }
}
