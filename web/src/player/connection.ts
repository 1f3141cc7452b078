import { Backoff } from '../link/backoff-core';
import type { Cannot } from './capability-core';
import type { Engine, EngineStop, OpenEngine, Quality } from './engine';
import { type Addresses, addressFor } from './engines';
import { type Detour, Route } from './route-core';
import type { Way } from './ways-core';

export interface ConnectionParts {
  video: HTMLVideoElement;
  /** Asked again at every opening, since a pass may have been renewed. */
  addresses: () => Addresses | Promise<Addresses>;
  loadEngine: (way: Way) => Promise<OpenEngine>;
  isThere: (addresses: Addresses) => Promise<boolean>;
}

export interface ConnectionEvents {
  onOpened(): void;
  /** The engine is about to be taken down: what is seen may be kept. */
  onClosing(): void;
  /** The line is lost and will be tried again after a wait. */
  onLost(): void;
  onDetour(detour: Detour | undefined): void;
  onQualities(qualities: Quality[]): void;
  onUnplayable(cannot: Cannot): void;
  /** Whether anybody wants to see it now: who paused is not connected anew. */
  wanted(): boolean;
}

const AWAY_RETRY_MS = 10_000;
const FRESH_AGAIN_MS = 60_000;

/** Keeps one engine on a stream: opens it, opens it anew when its line is lost, and takes another way when one is closed. */
export class Connection {
  engine: Engine | undefined;
  lastBytesMs = 0;
  private readonly backoff = new Backoff(400, 8_000);
  private route = new Route([]);
  private opening = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private lineOpen = false;
  private heard = false;
  /** The ways on which this viewing has been playing well for a while. */
  private readonly proved = new Set<Way | undefined>();
  private freshStartMs = Number.NEGATIVE_INFINITY;
  private silenceExpected = false;
  private codec: string | undefined;
  private known: Addresses | undefined;

  constructor(
    private readonly parts: ConnectionParts,
    private readonly events: ConnectionEvents,
  ) {}

  get waiting(): boolean {
    return this.retry !== undefined;
  }

  /** Starts over by these ways. */
  take(ways: readonly Way[]): void {
    this.route = new Route(ways);
    this.codec = undefined;
    this.freshStartMs = Number.NEGATIVE_INFINITY;
    this.backoff.reset();
    this.events.onDetour(undefined);
    void this.open();
  }

  async open(): Promise<void> {
    this.takeDown();
    const { way } = this.route;
    if (way === undefined) return;
    const mine = this.opening;
    const { video, addresses, loadEngine } = this.parts;
    try {
      const [openEngine, known] = await Promise.all([loadEngine(way), addresses()]);
      if (mine !== this.opening) return;
      this.known = known;
      this.heard = false;
      this.lineOpen = true;
      this.lastBytesMs = now();
      this.engine = openEngine(video, addressFor(way, known), {
        onBytes: () => {
          this.heard = true;
          this.lastBytesMs = now();
        },
        onStopped: (stop) => mine === this.opening && void this.stopped(stop),
        onQualities: (qualities) => mine === this.opening && this.events.onQualities(qualities),
      });
      this.events.onOpened();
    } catch {
      // The engine's code or the address could not be fetched: the network is away.
      if (mine === this.opening) this.again();
    }
  }

  takeDown(): void {
    clearTimeout(this.retry);
    this.retry = undefined;
    this.opening += 1;
    this.lineOpen = false;
    if (!this.engine) return;
    this.events.onClosing();
    this.engine.close();
    this.engine = undefined;
  }

  /** Nothing came for too long, or what came stands still: the line may be open, but it is no good. */
  async silent(): Promise<void> {
    const { heard } = this;
    this.takeDown();
    await this.lineEnded(heard);
  }

  /** What is buffered has been played to its end. */
  ran(): void {
    if (this.engine) void this.stopped({ kind: 'line', detail: 'the end' });
  }

  /** Nobody waits any longer: the network, the person or the encoder is back. */
  hurry(): void {
    if (this.engine && this.lineOpen && now() - this.lastBytesMs < 1_000) return;
    this.backoff.reset();
    void this.open();
  }

  /** Tells that the encoder is away, or back: then an open line has a moment to go on before it is made anew. */
  expectSilence(expected: boolean): void {
    const back = this.silenceExpected && !expected;
    this.silenceExpected = expected;
    if (!back) return;
    if (this.engine && this.lineOpen) {
      this.lastBytesMs = now();
    } else if (this.events.wanted()) this.hurry();
  }

  get expectsSilence(): boolean {
    return this.silenceExpected;
  }

  /** What was opened last has been playing well for a while. */
  worksWell(): void {
    this.backoff.reset();
    this.proved.add(this.route.way);
  }

  private async stopped(stop: EngineStop): Promise<void> {
    if (stop.kind === 'reopen') {
      await this.open();
      return;
    }
    if (stop.kind === 'line') {
      this.lineOpen = false;
      await this.lineEnded(this.heard);
      return;
    }
    const fresh =
      stop.kind === 'media' && this.proved.has(this.route.way) && now() - this.freshStartMs > FRESH_AGAIN_MS;
    if (stop.kind === 'undecodable' && stop.codec !== '') this.codec = stop.codec;
    this.takeDown();
    if (fresh) {
      // This way has been fine before: a damaged moment, not a browser that cannot.
      this.freshStartMs = now();
      this.again();
      return;
    }
    this.route.unplayable();
    this.events.onDetour(this.route.detour);
    if (this.route.way !== undefined) void this.open();
    else this.events.onUnplayable(this.codec !== undefined ? { codec: this.codec } : 'media');
  }

  private async lineEnded(heard: boolean): Promise<void> {
    const { way } = this.route;
    const mine = this.opening;
    const ask = !heard && !this.silenceExpected && this.known !== undefined;
    const there = ask && this.known ? await this.parts.isThere(this.known) : false;
    if (mine !== this.opening) return;
    this.route.lineEnded({ heard, there });
    if (this.route.way === way) {
      this.again();
      return;
    }
    this.events.onDetour(this.route.detour);
    await this.open();
  }

  /** Tries anew after a wait; what is buffered goes on playing meanwhile. */
  private again(): void {
    if (this.retry !== undefined) return;
    // While the encoder is known to be away, its return is told; asking all the time helps nobody.
    const waitMs = this.silenceExpected ? AWAY_RETRY_MS : this.backoff.next();
    this.retry = setTimeout(() => {
      this.retry = undefined;
      if (this.events.wanted()) void this.open();
    }, waitMs);
    this.events.onLost();
  }
}

const now = () => performance.now();
