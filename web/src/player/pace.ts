import type { Engine } from './engine';
import { LiveEdge } from './live-edge-core';

const SETTLE_MS = 2_000;
const SHOW_BACK_BEYOND_S = 2;
const STALE_BEYOND_S = 1.2;

/** Keeps a playing video at its distance from the live edge, or lets the engine do so that does it by itself. */
export class Pace {
  private readonly own = new LiveEdge();
  private lingers = false;
  private shownMs: number | undefined;

  constructor(private readonly video: HTMLVideoElement) {}

  get lingering(): boolean {
    return this.lingers;
  }

  /** The viewer chose to be behind (pause, then play), or wants the edge again. */
  linger(on: boolean, engine: Engine | undefined): void {
    if (this.lingers !== on) engine?.edge?.linger(on);
    this.lingers = on;
  }

  /** A new engine begins. */
  restart(): void {
    this.own.restart();
    this.shownMs = undefined;
  }

  /** The buffer ran dry: this connection needs more of it. */
  stalled(nowMs: number): void {
    this.own.stalled(nowMs);
  }

  toLive(engine: Engine | undefined): void {
    this.linger(false, engine);
    if (engine?.edge) engine.edge.toLive();
    else {
      const end = bufferedEnd(this.video);
      if (end !== undefined) this.video.currentTime = this.own.edgeOf(end);
    }
  }

  /** A tab that is looked at again: whoever did not choose to be behind is taken to live. */
  lookedAt(engine: Engine | undefined): void {
    const behindS = this.behindS(engine);
    if (!this.lingers && behindS !== undefined && behindS > this.targetS(engine) + STALE_BEYOND_S) this.toLive(engine);
  }

  /** Keeps the distance; answers whether the picture is so far behind that a person would like the way back shown. */
  tick(nowMs: number, engine: Engine): boolean {
    const behindS = this.behindS(engine);
    if (behindS === undefined) return false;
    if (!engine.edge) this.keep(nowMs, behindS);
    if (this.lingers && !this.video.paused && behindS < this.targetS(engine) + 0.5) this.linger(false, engine);
    return behindS > this.targetS(engine) + SHOW_BACK_BEYOND_S;
  }

  private keep(nowMs: number, behindS: number): void {
    const { video } = this;
    const end = video.currentTime + behindS;
    if (video.readyState >= 2) {
      this.shownMs ??= nowMs;
      // A new connection brings the run since the last keyframe at once: start near its end rather than chase for long.
      if (!this.lingers && nowMs - this.shownMs <= SETTLE_MS && behindS > this.own.targetS + 0.5) {
        video.currentTime = this.own.edgeOf(end);
      }
    }
    if (video.paused || video.readyState < 3) return;
    const { currentTime } = video;
    const move = this.own.next({ nowMs, currentTime, bufferedEnd: end, lingering: this.lingers });
    if (move?.kind === 'rate') video.playbackRate = move.rate;
    if (move?.kind === 'jump') video.currentTime = move.toS;
  }

  private targetS(engine: Engine | undefined): number {
    return engine?.edge ? engine.edge.targetS() : this.own.targetS;
  }

  private behindS(engine: Engine | undefined): number | undefined {
    if (engine?.edge) return engine.edge.behindS();
    const end = bufferedEnd(this.video);
    return end === undefined ? undefined : end - this.video.currentTime;
  }
}

const bufferedEnd = ({ buffered }: HTMLVideoElement) =>
  buffered.length > 0 ? buffered.end(buffered.length - 1) : undefined;
