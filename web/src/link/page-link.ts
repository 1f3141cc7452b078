import { Backoff } from './backoff-core';
import { ServerClock } from './clock-core';
import { readMessage, Subscriptions, type TopicListener } from './link-core';

const FIRST_PINGS = 5;
const FIRST_PING_EVERY_MS = 250;
const PING_EVERY_MS = 10_000;
/** No answer for this long and the line is taken for dead, whatever the socket says. */
const DEAD_AFTER_MS = 25_000;

/** Epoch milliseconds with fractions, from a clock that nobody sets while the page is open. */
export const localNow = () => performance.timeOrigin + performance.now();

/**
 * The page's one live connection. Opens with the first topic, comes back by itself with what was missed, and measures
 * the server's clock on the way.
 */
export class PageLink {
  readonly clock = new ServerClock();
  private readonly subscriptions = new Subscriptions();
  private readonly watchers = new Set<() => void>();
  private readonly backoff = new Backoff(500, 20_000);
  private socket: WebSocket | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private pinger: ReturnType<typeof setTimeout> | undefined;
  private pings = 0;
  private heardMs = 0;
  private open = false;

  constructor(private readonly url: () => string) {
    addEventListener('online', () => this.hurry());
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.hurry();
    });
  }

  /** Whether the line is open now. */
  get up(): boolean {
    return this.open;
  }

  /** Calls `changed` whenever the line opens or closes; returns how to stop. */
  watch(changed: () => void): () => void {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  }

  subscribe(topic: string, listener: TopicListener): () => void {
    this.send(this.subscriptions.add(topic, listener));
    this.connect();
    return () => this.send(this.subscriptions.remove(topic, listener));
  }

  /** A new session has other rights: leave the line and come back, so that the server sees the new cookie. */
  renew(): void {
    this.socket?.close();
    this.closed();
    this.hurry();
  }

  private connect(): void {
    if (this.socket || this.retry !== undefined) return;
    const socket = new WebSocket(this.url());
    this.socket = socket;
    socket.onopen = () => {
      if (socket !== this.socket) return;
      this.open = true;
      this.heardMs = localNow();
      this.send(this.subscriptions.opening());
      this.pings = 0;
      this.ping();
      this.tell();
    };
    socket.onmessage = ({ data }) => {
      if (socket !== this.socket) return;
      this.heardMs = localNow();
      this.backoff.reset();
      const said = readMessage(String(data));
      if (said?.kind === 'pong') this.clock.learn(said.sentMs, said.serverMs, this.heardMs);
      else if (said) this.subscriptions.hear(said);
    };
    socket.onclose = () => {
      if (socket === this.socket) this.closed();
    };
  }

  private closed(): void {
    this.socket = undefined;
    clearTimeout(this.pinger);
    clearTimeout(this.retry);
    this.retry = undefined;
    if (this.open) {
      this.open = false;
      this.tell();
    }
    if (this.subscriptions.topics.length === 0) return;
    this.retry = setTimeout(() => {
      this.retry = undefined;
      this.connect();
    }, this.backoff.next());
  }

  /** The network or the person is back: do not sit out the wait. */
  private hurry(): void {
    if (this.socket) {
      if (this.open && localNow() - this.heardMs > DEAD_AFTER_MS) this.drop();
      return;
    }
    if (this.subscriptions.topics.length === 0) return;
    clearTimeout(this.retry);
    this.retry = undefined;
    this.connect();
  }

  private ping(): void {
    if (localNow() - this.heardMs > DEAD_AFTER_MS) {
      this.drop();
      return;
    }
    this.send(JSON.stringify({ ping: localNow() }));
    this.pings += 1;
    this.pinger = setTimeout(() => this.ping(), this.pings < FIRST_PINGS ? FIRST_PING_EVERY_MS : PING_EVERY_MS);
  }

  /** A dead line may take minutes to notice that it is closed: go on without it. */
  private drop(): void {
    const dead = this.socket;
    this.closed();
    dead?.close();
  }

  private send(message: string | undefined): void {
    if (message !== undefined && this.open) this.socket?.send(message);
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }
}

const socketOrigin = () => location.origin.replace(/^http/, 'ws');

export const pageLink = new PageLink(() => `${socketOrigin()}/link`);
