import { delayMs } from './arrival-core';
import type { BrowserParts, Cannot } from './capability-core';
import { Connection, type ConnectionParts } from './connection';
import type { Quality } from './engine';
import { Pace } from './pace';
import type { Detour } from './route-core';
import { StallWatch } from './stall-core';
import { type Wish, waysFor, whyNone, wishesFor } from './ways-core';

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
  cannot: Cannot | undefined;
  /** What there is to wish for, and what is. */
  wishes: readonly Wish[];
  wish: Wish;
  /** The picture comes by another way than wished for. */
  detour: Detour | undefined;
  qualities: readonly Quality[];
  /** The one that was chosen; undefined leaves it to the engine. */
  quality: number | undefined;
}

export interface SessionParts extends ConnectionParts {
  browser: BrowserParts;
  /** What the stream is made of now, RFC 6381; empty when nobody knows. */
  codecs: () => Promise<readonly string[]>;
  wish: Wish;
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
const LINGER_AFTER_MS = 1_500;
const CODECS_WITHIN_MS = 1_500;

export const initialState: PlayerState = {
  phase: 'connecting',
  needsTap: false,
  soundWaits: false,
  away: false,
  delayMs: undefined,
  cannot: undefined,
  wishes: [],
  wish: 'shortest',
  detour: undefined,
  qualities: [],
  quality: undefined,
};

/** One viewing: keeps a video element on a live stream through stalls, lost lines, pauses and background tabs. */
export class PlayerSession {
  private current: PlayerState;
  private readonly watchers = new Set<() => void>();
  private readonly connection: Connection;
  private readonly pace: Pace;
  private readonly stall = new StallWatch();
  private readonly stopping = new AbortController();
  private readonly ticker: ReturnType<typeof setInterval>;
  private codecs: readonly string[] = [];
  private takenDownMs = Number.NEGATIVE_INFINITY;
  private pausedMs: number | undefined;
  private playingSinceMs: number | undefined;
  private wantsPlay = true;

  constructor(private readonly parts: SessionParts) {
    const { video, wish, wantSound } = parts;
    const { signal } = this.stopping;
    this.current = { ...initialState, wish, soundWaits: wantSound && video.muted };
    this.pace = new Pace(video);
    this.connection = new Connection(parts, {
      onOpened: () => void (this.wantsPlay && this.play()),
      onClosing: () => this.closing(),
      onLost: () => (!this.connection.engine || video.readyState < 3) && this.set({ phase: 'reconnecting' }),
      onDetour: (detour) => this.set({ detour }),
      onQualities: (qualities) => this.set({ qualities }),
      onUnplayable: (cannot) => this.set({ phase: 'unplayable', cannot }),
      wanted: () => this.wantsPlay && this.current.phase !== 'unplayable',
    });
    video.playsInline = true;
    video.addEventListener('pause', () => this.paused(), { signal });
    video.addEventListener('play', () => this.resumed(), { signal });
    video.addEventListener('playing', () => this.playing(), { signal });
    video.addEventListener('ended', () => this.connection.ran(), { signal });
    video.addEventListener('volumechange', () => !video.muted && this.set({ soundWaits: false }), { signal });
    document.addEventListener('visibilitychange', () => this.seen(), { signal });
    addEventListener('online', () => this.hurry(), { signal });
    this.ticker = setInterval(() => this.tick(), TICK_MS);
    void this.begin();
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
    const back = this.connection.expectsSilence && !expected;
    // Another encoder may send what this browser can play.
    if (back && this.current.phase === 'unplayable') void this.begin();
    this.connection.expectSilence(expected);
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
    this.pace.toLive(this.connection.engine);
    this.set({ away: false });
    void this.play();
  }

  /** Another distance from the edge, and so perhaps another way. */
  wish(wish: Wish): void {
    this.set({ wish });
    this.start();
  }

  choose(quality: number | undefined): void {
    this.connection.engine?.choose?.(quality);
    this.set({ quality });
  }

  /** Once more from the beginning, after nothing could be played. */
  startOver(): void {
    void this.begin();
  }

  close(): void {
    this.stopping.abort();
    clearInterval(this.ticker);
    this.connection.takeDown();
    this.watchers.clear();
  }

  private async begin(): Promise<void> {
    const { browser, loadEngine, codecs } = this.parts;
    this.set({ phase: 'connecting', cannot: undefined });
    // The likely engine is on its way while the stream is asked for.
    const [likely] = waysFor(this.current.wish, browser, []);
    if (likely) void loadEngine(likely).catch(() => {});
    this.codecs = await within(CODECS_WITHIN_MS, codecs()).catch(() => []);
    if (!this.stopping.signal.aborted) this.start();
  }

  private start(): void {
    const { browser } = this.parts;
    const ways = waysFor(this.current.wish, browser, this.codecs);
    this.pace.linger(false, this.connection.engine);
    this.set({ wishes: wishesFor(browser, this.codecs), qualities: [], quality: undefined });
    if (ways.length > 0) {
      if (this.current.phase === 'unplayable') this.set({ phase: 'connecting', cannot: undefined });
      this.connection.take(ways);
      return;
    }
    this.connection.takeDown();
    this.set({ phase: 'unplayable', cannot: whyNone(browser, this.codecs) });
  }

  private hurry(): void {
    if (this.current.phase !== 'unplayable' && this.wantsPlay) this.connection.hurry();
  }

  private closing(): void {
    this.stall.restart();
    this.pace.restart();
    this.playingSinceMs = undefined;
    this.parts.onBeforeRebuild?.();
    this.takenDownMs = now();
  }

  private async play(): Promise<void> {
    const { video, wantSound } = this.parts;
    this.wantsPlay = true;
    if (!this.connection.engine && !this.connection.waiting && this.pausedMs !== undefined) {
      this.pausedMs = undefined;
      this.connection.hurry();
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
    const { video } = this.parts;
    // Taking down an engine pauses too, and so does the end of what there is, and a browser that saves power behind tabs.
    if (now() - this.takenDownMs < OWN_PAUSE_MS || video.ended || document.hidden || !this.connection.engine) return;
    this.wantsPlay = false;
    this.pausedMs = now();
    this.pace.linger(true, this.connection.engine);
  }

  private resumed(): void {
    const since = this.pausedMs;
    this.wantsPlay = true;
    if (since === undefined) return;
    if (!this.connection.engine) {
      void this.play();
      return;
    }
    this.pausedMs = undefined;
    // Whoever stopped to look at something goes on from there; the way back to live is shown.
    this.pace.linger(now() - since > LINGER_AFTER_MS, this.connection.engine);
  }

  private playing(): void {
    this.playingSinceMs ??= now();
    this.set({ phase: 'playing', needsTap: false });
  }

  private seen(): void {
    if (document.hidden) return;
    this.stall.restart();
    if (!this.wantsPlay) return;
    this.pace.lookedAt(this.connection.engine);
    if (this.parts.video.paused && !this.current.needsTap) void this.play();
    const { engine, lastBytesMs } = this.connection;
    if (now() - lastBytesMs > Math.min(3_000, engine?.patienceMs ?? 0)) this.hurry();
  }

  private tick(): void {
    const nowMs = now();
    if (this.pausedMs !== undefined && this.connection.engine && nowMs - this.pausedMs > PARK_AFTER_MS) {
      this.pace.linger(false, this.connection.engine);
      this.connection.takeDown();
      return;
    }
    this.watchProgress(nowMs);
    const { engine } = this.connection;
    if (!engine) return;
    const { video, serverNow } = this.parts;
    if (this.playingSinceMs !== undefined && nowMs - this.playingSinceMs > STEADY_MS) this.connection.worksWell();
    this.set({
      away: this.pace.tick(nowMs, engine),
      delayMs: delayMs(engine.arrivedMs(video.currentTime), serverNow()),
    });
  }

  private watchProgress(nowMs: number): void {
    const { video } = this.parts;
    const { engine, lastBytesMs, expectsSilence } = this.connection;
    if (!engine) return;
    const verdict = this.stall.look({
      nowMs,
      currentTime: video.currentTime,
      resting: (video.paused && (!this.wantsPlay || this.current.needsTap)) || document.hidden,
      ranges: rangesOf(video.buffered),
      lastBytesMs,
      patienceMs: engine.patienceMs,
      silenceExpected: expectsSilence,
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
      if (this.playingSinceMs !== undefined && nowMs - this.playingSinceMs > STEADY_MS) this.pace.stalled(nowMs);
      this.set({ phase: 'stalled' });
    }
    if (verdict.kind === 'rebuild') void this.connection.silent();
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

async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('late')), ms);
  });
  return Promise.race([answer, late]);
}
