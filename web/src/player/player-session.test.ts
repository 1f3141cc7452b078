// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BrowserParts } from './capability-core';
import type { EngineEvents, OwnEdge } from './engine';
import { PlayerSession } from './player-session';
import type { Way } from './ways-core';

/** A video that plays when told to, through what is said to be buffered. */
class FakeVideo extends EventTarget {
  currentTime = 0;
  playbackRate = 1;
  paused = true;
  muted = true;
  volume = 1;
  playsInline = false;
  ended = false;
  readyState = 4;
  videoWidth = 640;
  end = 0;
  refusePlay = false;

  get buffered() {
    return { length: this.end > 0 ? 1 : 0, start: () => 0, end: () => this.end };
  }

  async play() {
    if (this.refusePlay) throw new DOMException('', 'NotAllowedError');
    if (this.paused) {
      this.paused = false;
      this.dispatchEvent(new Event('play'));
    }
    this.dispatchEvent(new Event('playing'));
  }

  pause() {
    if (this.paused) return;
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
  }
}

const desktop: BrowserParts = {
  mediaSource: true,
  managedOnly: false,
  webSocket: true,
  nativeHls: false,
  feeds: () => true,
  opens: () => false,
};

const opened: { way: Way; events: EngineEvents; url: string; closed: boolean; arrivedMs?: number; edge?: OwnEdge }[] =
  [];
let video: FakeVideo;
let session: PlayerSession;
const engine = () => {
  const latest = opened.at(-1);
  if (!latest) throw new Error('no engine was opened');
  return latest;
};

async function start(part: Partial<ConstructorParameters<typeof PlayerSession>[0]> = {}) {
  session = new PlayerSession({
    video: video as unknown as HTMLVideoElement,
    browser: desktop,
    addresses: () => ({ flv: 'ws://here/live/1.flv', hls: '/live/1/index.m3u8' }),
    codecs: async () => [],
    loadEngine: async (way) => (_video, url, events) => {
      const one: (typeof opened)[number] = { way, events, url, closed: false };
      opened.push(one);
      const engine = {
        patienceMs: 5_000,
        arrivedMs: () => one.arrivedMs,
        close: () => {
          one.closed = true;
        },
      };
      if (way === 'flv') return engine;
      one.edge = edgeOfVideo();
      return { ...engine, edge: one.edge };
    },
    isThere: async () => true,
    wish: 'shortest',
    serverNow: () => 10_000,
    wantSound: true,
    ...part,
  });
  await vi.advanceTimersByTimeAsync(1);
}

/** What hls.js does by itself, as far as the session sees it. */
const edgeOfVideo = (): OwnEdge => ({
  behindS: () => video.end - video.currentTime,
  targetS: () => 2,
  toLive: vi.fn(() => {
    video.currentTime = video.end - 2;
  }),
  linger: vi.fn(),
});

/** Time passes; media comes in and plays, each as fast as it does. */
async function pass(seconds: number, { comes = true, plays = true } = {}) {
  for (let tick = 0; tick < seconds * 4; tick += 1) {
    if (comes) {
      video.end += 0.25;
      engine().events.onBytes();
    }
    if (plays && !video.paused) video.currentTime = Math.min(video.end, video.currentTime + 0.25 * video.playbackRate);
    await vi.advanceTimersByTimeAsync(250);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  opened.length = 0;
  video = new FakeVideo();
});
afterEach(() => {
  session.close();
  vi.useRealTimers();
});

describe('a viewing', () => {
  it('opens, plays and finds the live edge', async () => {
    await start();
    video.end = 2.5;
    await pass(4);
    expect(session.state).toMatchObject({ phase: 'playing', away: false, soundWaits: true });
    expect(video.end - video.currentTime).toBeGreaterThan(0.5);
    expect(video.end - video.currentTime).toBeLessThan(1.5);
  });

  it('says so when nothing can be played here', async () => {
    await start({ browser: { ...desktop, mediaSource: false } });
    expect(session.state).toMatchObject({ phase: 'unplayable', cannot: 'no-media-source' });
    expect(opened).toHaveLength(0);
  });

  it('makes a lost line anew', async () => {
    await start();
    await pass(2);
    engine().events.onStopped({ kind: 'line', detail: 'closed 1006' });
    await vi.advanceTimersByTimeAsync(500);
    expect(opened).toHaveLength(2);
    expect(opened[0]?.closed).toBe(true);
  });

  it('starts over when the line falls silent', async () => {
    await start();
    await pass(2);
    await pass(7, { comes: false });
    expect(opened.length).toBeGreaterThan(1);
  });

  it('stays on an open line while the encoder is away, and goes on when more comes over it', async () => {
    await start();
    await pass(4);
    session.expectSilence(true);
    await pass(59, { comes: false });
    expect(opened).toHaveLength(1);
    session.expectSilence(false);
    await pass(1, { comes: false });
    await pass(5);
    expect(opened).toHaveLength(1);
    expect(session.state.phase).toBe('playing');
  });

  it('makes the line anew when the encoder is back and nothing comes over it', async () => {
    await start();
    await pass(4);
    session.expectSilence(true);
    await pass(12, { comes: false });
    session.expectSilence(false);
    await pass(4, { comes: false });
    expect(opened).toHaveLength(1);
    await pass(2, { comes: false });
    expect(opened).toHaveLength(2);
  });

  it('hurries to a returning encoder when its line was closed meanwhile', async () => {
    await start();
    await pass(4);
    session.expectSilence(true);
    engine().events.onStopped({ kind: 'line', detail: 'closed 1006' });
    await pass(2, { comes: false });
    expect(opened).toHaveLength(1);
    session.expectSilence(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(opened).toHaveLength(2);
  });

  it('leaves a viewer who paused where they were, and shows the way back', async () => {
    await start();
    await pass(3);
    video.pause();
    await pass(10);
    await video.play();
    await pass(2);
    expect(session.state.away).toBe(true);
    session.backToLive();
    await pass(1);
    expect(session.state.away).toBe(false);
    expect(video.end - video.currentTime).toBeLessThan(1.5);
  });

  it('does not move a paused picture, however far the edge goes on', async () => {
    await start();
    await pass(1);
    video.pause();
    const { currentTime } = video;
    await pass(20);
    expect(video.currentTime).toBe(currentTime);
    expect(session.state.away).toBe(true);
  });

  it('lets go of the line after a minute of pause, and takes it up again', async () => {
    await start();
    await pass(2);
    video.pause();
    await pass(61);
    expect(engine().closed).toBe(true);
    await video.play();
    await vi.advanceTimersByTimeAsync(1);
    expect(opened).toHaveLength(2);
  });

  it('mutes for a browser that wants it, and asks for a tap when even that is refused', async () => {
    video.muted = false;
    video.refusePlay = true;
    await start();
    expect(session.state).toMatchObject({ needsTap: true, soundWaits: true });
    expect(video.muted).toBe(true);
    video.refusePlay = false;
    session.withSound();
    await vi.advanceTimersByTimeAsync(1);
    expect(session.state).toMatchObject({ needsTap: false, soundWaits: false, phase: 'playing' });
  });

  it('tells how old its picture is', async () => {
    await start();
    engine().arrivedMs = 8_760;
    await pass(1);
    expect(session.state.delayMs).toBe(1_240);
  });
});

const ways = () => opened.map(({ way }) => way);

describe('the way of a viewing', () => {
  it('goes round a line that this network blocks, and says so', async () => {
    await start();
    engine().events.onStopped({ kind: 'line', detail: 'closed 1006' });
    await vi.advanceTimersByTimeAsync(600);
    engine().events.onStopped({ kind: 'line', detail: 'closed 1006' });
    await vi.advanceTimersByTimeAsync(1);
    expect(ways()).toEqual(['flv', 'flv', 'llhls']);
    expect(engine().url).toBe('/live/1/index.m3u8');
    expect(session.state.detour).toEqual({ from: 'flv', to: 'llhls', because: 'blocked' });
  });

  it('goes round a line on which nothing ever comes', async () => {
    await start();
    await pass(12, { comes: false });
    expect(ways()).toEqual(['flv', 'flv', 'llhls']);
  });

  it('stays when the server has no picture by plain HTTP either', async () => {
    await start({ isThere: async () => false });
    for (let i = 0; i < 4; i += 1) {
      engine().events.onStopped({ kind: 'line', detail: 'closed 1006' });
      await vi.advanceTimersByTimeAsync(9_000);
    }
    expect(new Set(ways())).toEqual(new Set(['flv']));
  });

  it('takes the next one once for what does not play, then says so and offers to try again', async () => {
    await start();
    engine().events.onStopped({ kind: 'media', detail: 'MediaMSEError' });
    await vi.advanceTimersByTimeAsync(1);
    expect(ways()).toEqual(['flv', 'llhls']);
    expect(session.state.detour).toMatchObject({ because: 'failed' });
    engine().events.onStopped({ kind: 'media', detail: 'bufferAppendError' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(opened).toHaveLength(2);
    expect(session.state).toMatchObject({ phase: 'unplayable', cannot: 'media' });
    session.startOver();
    await vi.advanceTimersByTimeAsync(1);
    expect(ways()).toEqual(['flv', 'llhls', 'flv']);
    expect(session.state.phase).not.toBe('unplayable');
  });

  it('starts afresh on the same way after a damaged moment, but not twice in a minute', async () => {
    await start();
    await pass(12);
    engine().events.onStopped({ kind: 'media', detail: 'decode' });
    await vi.advanceTimersByTimeAsync(600);
    expect(ways()).toEqual(['flv', 'flv']);
    await pass(12);
    engine().events.onStopped({ kind: 'media', detail: 'decode' });
    await vi.advanceTimersByTimeAsync(600);
    expect(ways()).toEqual(['flv', 'flv', 'llhls']);
  });

  it('names the codec that no way can decode, and tries again when another encoder is on', async () => {
    let codecs = ['hvc1.1.6.L93.B0', 'mp4a.40.2'];
    const browser = { ...desktop, feeds: (type: string) => !type.includes('hvc1') };
    await start({ browser, codecs: async () => codecs });
    expect(opened).toHaveLength(0);
    expect(session.state).toMatchObject({ phase: 'unplayable', cannot: { codec: 'hvc1.1.6.L93.B0' } });
    session.expectSilence(true);
    codecs = ['avc1.64001f', 'mp4a.40.2'];
    session.expectSilence(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(ways()).toEqual(['flv']);
    expect(session.state.phase).not.toBe('unplayable');
  });

  it('names the codec when only the engines find out', async () => {
    await start();
    for (let i = 0; i < 2; i += 1) {
      engine().events.onStopped({ kind: 'undecodable', codec: 'hvc1.1.6.L93.B0' });
      await vi.advanceTimersByTimeAsync(1);
    }
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ways()).toEqual(['flv', 'llhls']);
    expect(session.state).toMatchObject({ phase: 'unplayable', cannot: { codec: 'hvc1.1.6.L93.B0' } });
  });

  it('takes HLS for what FLV does not bring', async () => {
    await start({ codecs: async () => ['vp09.00.31.08', 'opus'] });
    expect(ways()).toEqual(['llhls']);
    expect(session.state).toMatchObject({ detour: undefined, wishes: ['short', 'steady'] });
  });

  it('does not wait for a server that never says what the stream is made of', async () => {
    await start({ codecs: () => new Promise(() => {}) });
    expect(opened).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1_600);
    expect(ways()).toEqual(['flv']);
  });

  it('opens an engine once more that asks for it, and goes on playing', async () => {
    await start({ wish: 'short' });
    await pass(2);
    engine().events.onStopped({ kind: 'reopen' });
    await vi.advanceTimersByTimeAsync(1);
    expect(ways()).toEqual(['llhls', 'llhls']);
    expect(session.state.phase).toBe('playing');
  });

  it('follows the wish for another delay', async () => {
    await start();
    await pass(2);
    session.wish('steady');
    await vi.advanceTimersByTimeAsync(1);
    expect(ways()).toEqual(['flv', 'hls']);
    expect(opened[0]?.closed).toBe(true);
    expect(session.state).toMatchObject({ wish: 'steady', detour: undefined });
  });
});

describe('an engine that keeps its own distance', () => {
  it('is left alone while it plays', async () => {
    await start({ wish: 'short' });
    video.end = 60;
    await pass(4);
    expect(video.playbackRate).toBe(1);
    expect(video.currentTime).toBeLessThan(5);
  });

  it('is told when the viewer lingers, and when they want live again', async () => {
    await start({ wish: 'short' });
    await pass(4);
    video.pause();
    expect(engine().edge?.linger).toHaveBeenLastCalledWith(true);
    await pass(10);
    await video.play();
    await pass(1);
    expect(session.state.away).toBe(true);
    session.backToLive();
    expect(engine().edge?.linger).toHaveBeenLastCalledWith(false);
    expect(engine().edge?.toLive).toHaveBeenCalled();
  });
});
