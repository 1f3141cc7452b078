// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineEvents } from './engine';
import { PlayerSession } from './player-session';

/** A video that plays when told to, through what is said to be buffered. */
class FakeVideo extends EventTarget {
  currentTime = 0;
  playbackRate = 1;
  paused = true;
  muted = true;
  volume = 1;
  playsInline = false;
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

const opened: { events: EngineEvents; url: string; closed: boolean }[] = [];
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
    url: () => 'ws://here/live/1.flv',
    loadEngine: async () => (_video, url, events) => {
      const one = { events, url, closed: false };
      opened.push(one);
      return {
        close: () => {
          one.closed = true;
        },
      };
    },
    serverNow: () => 10_000,
    wantSound: true,
    ...part,
  });
  await vi.advanceTimersByTimeAsync(1);
}

/** Time passes; media comes in and plays, each as fast as it does. */
async function pass(seconds: number, { comes = true, plays = true } = {}) {
  for (let tick = 0; tick < seconds * 4; tick += 1) {
    if (comes) {
      video.end += 0.25;
      engine().events.onBytes(1000);
    }
    if (plays && !video.paused) video.currentTime = Math.min(video.end, video.currentTime + 0.25 * video.playbackRate);
    await vi.advanceTimersByTimeAsync(250);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('MediaSource', { isTypeSupported: () => true });
  opened.length = 0;
  video = new FakeVideo();
});
afterEach(() => {
  session.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
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
    vi.stubGlobal('MediaSource', undefined);
    await start();
    expect(session.state).toMatchObject({ phase: 'unplayable', cannot: 'no-media-source' });
    expect(opened).toHaveLength(0);
  });

  it('does not try again what the browser cannot decode', async () => {
    await start();
    engine().events.onStopped({ kind: 'undecodable', codec: 'hvc1.1.6.L93.B0' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(session.state).toMatchObject({ phase: 'unplayable', cannot: { codec: 'hvc1.1.6.L93.B0' } });
    expect(opened).toHaveLength(1);
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

  it('waits in peace while the encoder is known to be away, and hurries when it is back', async () => {
    await start();
    await pass(4);
    session.expectSilence(true);
    await pass(12, { comes: false });
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

  it('measures its delay by the marks of the stream', async () => {
    await start();
    engine().events.onMark({ mediaMs: 0, arrivedMs: 8_000 });
    await pass(1);
    expect(session.state.delayMs).toBeCloseTo(10_000 - 8_000 - video.currentTime * 1000, 0);
  });
});
