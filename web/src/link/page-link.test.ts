// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PageLink } from './page-link';

class FakeSocket {
  static all: FakeSocket[] = [];
  readonly sent: string[] = [];
  onopen?: () => void;
  onclose?: () => void;
  onmessage?: (message: { data: string }) => void;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  send(text: string) {
    this.sent.push(text);
  }

  close() {
    this.onclose?.();
  }

  say(message: unknown) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  get subscriptions() {
    return this.sent.filter((text) => text.includes('subscribe'));
  }
}

const last = () => {
  const socket = FakeSocket.all.at(-1);
  if (!socket) throw new Error('no socket was opened');
  return socket;
};
const listener = () => ({ onEvent: vi.fn(), onReset: vi.fn() });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.all = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('opens with the first topic and no sooner', () => {
  const link = new PageLink(() => 'ws://here/link');
  expect(FakeSocket.all).toHaveLength(0);
  link.subscribe('show:1', listener());
  expect(last().url).toBe('ws://here/link');
  last().onopen?.();
  expect(link.up).toBe(true);
  expect(last().subscriptions).toEqual(['{"subscribe":["show:1"]}']);
});

it('comes back by itself, from where it was', () => {
  const link = new PageLink(() => 'ws://here/link');
  const heard = listener();
  link.subscribe('show:1', heard);
  last().onopen?.();
  last().say({ topic: 'show:1', id: 17, event: { type: 'show.live' } });
  last().close();
  expect(link.up).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(FakeSocket.all).toHaveLength(2);
  last().onopen?.();
  expect(last().subscriptions).toEqual(['{"subscribe":["show:1"],"after":{"show:1":17}}']);
  expect(heard.onEvent).toHaveBeenCalledOnce();
});

it('waits longer each time the line does not open, and not at all when the network returns', () => {
  const link = new PageLink(() => 'ws://here/link');
  link.subscribe('show:1', listener());
  for (let i = 0; i < 6; i += 1) {
    last().close();
    vi.advanceTimersByTime(20_000);
  }
  const opened = FakeSocket.all.length;
  last().close();
  vi.advanceTimersByTime(5_000);
  expect(FakeSocket.all).toHaveLength(opened);
  dispatchEvent(new Event('online'));
  expect(FakeSocket.all).toHaveLength(opened + 1);
});

it('takes a line for dead that has not answered for long', () => {
  const link = new PageLink(() => 'ws://here/link');
  link.subscribe('show:1', listener());
  last().onopen?.();
  expect(last().sent.some((text) => text.includes('ping'))).toBe(true);
  vi.advanceTimersByTime(60_000);
  expect(FakeSocket.all.length).toBeGreaterThan(1);
  expect(link.up).toBe(false);
});

it('does not come back for nobody', () => {
  const link = new PageLink(() => 'ws://here/link');
  const stop = link.subscribe('show:1', listener());
  last().onopen?.();
  stop();
  last().close();
  vi.advanceTimersByTime(60_000);
  expect(FakeSocket.all).toHaveLength(1);
});
