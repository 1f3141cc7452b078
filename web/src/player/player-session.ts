import { Backoff } from '../link/backoff-core';
import type { Cannot } from './capability-core';
import { whyNot } from './capability-core';
import { DelayMeter } from './delay-core';
import type { Engine, EngineStop, OpenEngine } from './engine';
import { LiveEdge } from './live-edge-core';
import { StallWatch } from './stall-core';

export interface PlayerState {
  phase: 'connecting' | 'playing' | 'stalled' | 'reconnecting' | 'unplayable';
  /** The browser lets nothing play before a tap. */
  needsTap: boolean;
  /** Sound is off because the browser wants a tap for it, not because the viewer switched it off. */
  soundWaits: boolean;
  /** So far behind that the way back is offered. */
  away: boolean;
  /** Age of the picture on the screen; undefined while unknown. */
  delayMs: number | undefined;
  cannot: Cannot | { codec: string } | undefined;
}

export interface SessionParts {
  video: HTMLVideoElement;
  /** Asked again at every connection, since a pass may have been renewed. */
  url: () => string | Promise<string>;
  loadEngine: () => Promise<OpenEngine>;
  /** The server's clock in epoch milliseconds; undefined while unknown. */
  serverNow: () => number | undefined;
  /** Start with sound if the browser lets us. */
  wantSound: boolean;
  /** The picture is about to be taken down for a new connection: keep what is seen. */
  onBeforeRebuild?: () => void;
}

const TICK_MS = 250;
const PARK_AFTER_MS = 60_000;
/** An engine that is taken down pauses the video on its own account shortly after. */
const OWN_PAUSE_MS = 400;
const STEADY_MS = 3_000;
const SETTLE_MS = 2_000;
const AWAY_RETRY_MS = 10_000;

const initial: PlayerState = {
  phase: 'connecting',
  needsTap: false,
  soundWaits: false,
  away: false,
  delayMs: undefined,
  cannot: undefined,
};

/** One viewing: keeps a video element on a live stream through stalls, lost lines, pauses and background tabs. */
export class PlayerSession {
  private current = initial;
  private readonly watchers = new Set<() => void>();
  private readonly edge = new LiveEdge();
  private readonly stall = new StallWatch();
  private readonly delay = new DelayMeter();
  private readonly backoff = new Backoff(400, 8_000);
  private readonly stopping = new AbortController();
  private engine: Engine | undefined;
  private opening = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly ticker: ReturnType<typeof setInterval>;
  private lastBytesMs = 0;
  private takenDownMs = Number.NEGATIVE_INFINITY;
  private pausedMs: number | undefined;
  private playingSinceMs: number | undefined;
  private wantsPlay = true;
  private lingering = false;
  private silenceExpected = false;
  private shownMs: number | undefined;

  constructor(private readonly parts: SessionParts) {
    const { video } = parts;
    const { signal } = this.stopping;
    this.current = { ...initial, soundWaits: parts.wantSound && video.muted };
    video.playsInline = true;
    video.addEventListener('pause', () => this.paused(), { signal });
    video.addEventListener('play', () => this.resumed(), { signal });
    video.addEventListener('playing', () => this.playing(), { signal });
    video.addEventListener('volumechange', () => !video.muted && this.set({ soundWaits: false }), { signal });
    document.addEventListener('visibilitychange', () => this.seen(), { signal });
    addEventListener('online', () => this.retryNow(), { signal });
    this.ticker = setInterval(() => this.tick(), TICK_MS);
    const cannot = whyNot({
      mediaSource:
        globalThis.MediaSource ?? (globalThis as { ManagedMediaSource?: typeof MediaSource }).ManagedMediaSource,
      webSocket: 'WebSocket' in globalThis,
    });
    if (cannot) this.set({ phase: 'unplayable', cannot });
    else void this.open();
  }

  get state(): PlayerState {
    return this.current;
  }

  watch(changed: () => void): () => void {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  }

  /** Tells that the show's encoder is away (or back): silence is then no reason to start over, at first. */
  expectSilence(expected: boolean): void {
    const back = this.silenceExpected && !expected;
    this.silenceExpected = expected;
    if (back && now() - this.lastBytesMs > 1000) this.retryNow();
  }

  togglePlay(): void {
    const { video } = this.parts;
    if (video.paused) void this.play();
    else video.pause();
  }

  /** A person's tap: play, and with sound. */
  withSound(): void {
    const { video } = this.parts;
    video.muted = false;
    if (video.volume === 0) video.volume = 1;
    this.set({ soundWaits: false, needsTap: false });
    void this.play();
  }

  toggleSound(): void {
    if (this.parts.video.muted) this.withSound();
    else this.parts.video.muted = true;
  }

  backToLive(): void {
    this.lingering = false;
    const end = this.bufferedEnd;
    if (end !== undefined) this.parts.video.currentTime = this.edge.edgeOf(end);
    this.set({ away: false });
    void this.play();
  }

  retryNow(): void {
    if (this.current.phase === 'unplayable' || this.stopping.signal.aborted || !this.wantsPlay) return;
    if (this.engine && now() - this.lastBytesMs < 1000) return;
    this.backoff.reset();
    void this.open();
  }

  close(): void {
    this.stopping.abort();
    clearInterval(this.ticker);
    this.takeDown();
    this.watchers.clear();
  }

  private async open(): Promise<void> {
    this.takeDown();
    this.opening += 1;
    const mine = this.opening;
    const { video, url, loadEngine } = this.parts;
    try {
      const [openEngine, address] = await Promise.all([loadEngine(), url()]);
      if (mine !== this.opening || this.stopping.signal.aborted) return;
      this.lastBytesMs = now();
      this.engine = openEngine(video, address, {
        onBytes: () => {
          this.lastBytesMs = now();
        },
        onMark: (mark) => this.delay.mark(mark),
        onStopped: (stop) => mine === this.opening && this.stopped(stop),
      });
      if (this.wantsPlay) await this.play();
    } catch {
      // The engine's code or the address could not be fetched: the network is away.
      if (mine === this.opening) this.again();
    }
  }

  private takeDown(): void {
    clearTimeout(this.retry);
    this.retry = undefined;
    this.opening += 1;
    this.delay.clear();
    this.stall.restart();
    this.edge.restart();
    this.shownMs = undefined;
    this.playingSinceMs = undefined;
    if (!this.engine) return;
    this.parts.onBeforeRebuild?.();
    this.takenDownMs = now();
    this.engine.close();
    this.engine = undefined;
  }

  private stopped(stop: EngineStop): void {
    if (stop.kind === 'undecodable') {
      this.takeDown();
      this.set({ phase: 'unplayable', cannot: { codec: stop.codec } });
      return;
    }
    if (stop.kind === 'media') this.takeDown();
    this.again();
  }

  /** Tries anew after a wait; what is buffered goes on playing meanwhile. */
  private again(): void {
    if (this.retry !== undefined || this.stopping.signal.aborted) return;
    // While the encoder is known to be away, its return is told; asking all the time helps nobody.
    const waitMs = this.silenceExpected ? AWAY_RETRY_MS : this.backoff.next();
    this.retry = setTimeout(() => {
      this.retry = undefined;
      if (this.wantsPlay) void this.open();
    }, waitMs);
    if (!this.engine || this.parts.video.readyState < 3) this.set({ phase: 'reconnecting' });
  }

  private async play(): Promise<void> {
    const { video, wantSound } = this.parts;
    this.wantsPlay = true;
    if (!this.engine && this.retry === undefined && this.pausedMs !== undefined) {
      this.pausedMs = undefined;
      void this.open();
      return;
    }
    try {
      await video.play();
      this.set({ needsTap: false });
    } catch (error) {
      if ((error as DOMException).name !== 'NotAllowedError') return;
      if (video.muted) this.set({ needsTap: true });
      else {
        video.muted = true;
        this.set({ soundWaits: wantSound });
        await this.play();
      }
    }
  }

  private paused(): void {
    // Taking down an engine pauses too, and so does a browser that saves power behind other tabs.
    if (now() - this.takenDownMs < OWN_PAUSE_MS || document.hidden || !this.engine) return;
    this.wantsPlay = false;
    this.pausedMs = now();
  }

  private resumed(): void {
    const since = this.pausedMs;
    this.wantsPlay = true;
    if (since === undefined) return;
    if (!this.engine) {
      void this.play();
      return;
    }
    this.pausedMs = undefined;
    // Whoever stopped to look at something goes on from there; the way back to live is shown.
    this.lingering = now() - since > 1500;
  }

  private playing(): void {
    this.playingSinceMs ??= now();
    this.set({ phase: 'playing', needsTap: false });
  }

  private seen(): void {
    if (document.hidden) return;
    const { video } = this.parts;
    this.stall.restart();
    if (!this.wantsPlay) return;
    const end = this.bufferedEnd;
    if (!this.lingering && end !== undefined && this.edge.stale(end - video.currentTime)) {
      video.currentTime = this.edge.edgeOf(end);
    }
    if (video.paused && !this.current.needsTap) void this.play();
    if (now() - this.lastBytesMs > 3000) this.retryNow();
  }

  private tick(): void {
    const { video } = this.parts;
    const nowMs = now();
    if (this.pausedMs !== undefined && this.engine && nowMs - this.pausedMs > PARK_AFTER_MS) {
      this.takeDown();
      this.lingering = false;
      return;
    }
    if (!this.engine) return;
    this.watchProgress(nowMs);
    if (!this.engine) return;
    const end = this.bufferedEnd;
    if (end === undefined) return;
    this.settle(end);
    const behind = end - video.currentTime;
    if (this.lingering && !this.edge.away(behind) && behind < this.edge.targetS + 0.5) this.lingering = false;
    if (!video.paused && video.readyState >= 3) {
      const move = this.edge.next({
        nowMs,
        currentTime: video.currentTime,
        bufferedEnd: end,
        lingering: this.lingering,
      });
      if (move?.kind === 'rate') video.playbackRate = move.rate;
      if (move?.kind === 'jump') video.currentTime = move.toS;
      if (this.playingSinceMs !== undefined && nowMs - this.playingSinceMs > STEADY_MS) this.backoff.reset();
    }
    this.set({
      away: this.edge.away(behind),
      delayMs: this.delay.delayMs(video.currentTime, this.parts.serverNow()),
    });
  }

  /** A new connection brings the run since the last keyframe at once: start near its end rather than chase for long. */
  private settle(end: number): void {
    const { video } = this.parts;
    if (video.readyState < 2) return;
    this.shownMs ??= now();
    if (this.lingering || now() - this.shownMs > SETTLE_MS) return;
    if (end - video.currentTime > this.edge.targetS + 0.5) video.currentTime = this.edge.edgeOf(end);
  }

  private watchProgress(nowMs: number): void {
    const { video } = this.parts;
    const verdict = this.stall.look({
      nowMs,
      currentTime: video.currentTime,
      resting: (video.paused && (!this.wantsPlay || this.current.needsTap)) || document.hidden,
      ranges: rangesOf(video.buffered),
      lastBytesMs: this.lastBytesMs,
      silenceExpected: this.silenceExpected,
    });
    if (verdict.kind === 'fine') {
      if (this.current.phase === 'stalled' && video.readyState >= 3) this.set({ phase: 'playing' });
      return;
    }
    if (verdict.kind === 'jump') {
      video.currentTime = verdict.toS;
      return;
    }
    if (this.current.phase === 'playing') {
      // A start that stumbles says nothing about the line.
      if (this.playingSinceMs !== undefined && nowMs - this.playingSinceMs > STEADY_MS) this.edge.stalled(nowMs);
      this.set({ phase: 'stalled' });
    }
    if (verdict.kind === 'rebuild') {
      // `again` already waits when the line was lost; a line that is open but silent or stuck is taken down here.
      this.takeDown();
      this.again();
    }
  }

  private get bufferedEnd(): number | undefined {
    const { buffered } = this.parts.video;
    return buffered.length > 0 ? buffered.end(buffered.length - 1) : undefined;
  }

  private set(change: Partial<PlayerState>): void {
    const next = { ...this.current, ...change };
    const same = (Object.keys(change) as (keyof PlayerState)[]).every((key) => Object.is(next[key], this.current[key]));
    if (same) return;
    this.current = next;
    for (const watcher of this.watchers) watcher();
  }
}

const now = () => performance.now();

const rangesOf = (buffered: TimeRanges) =>
  Array.from({ length: buffered.length }, (_, i) => [buffered.start(i), buffered.end(i)] as const);
