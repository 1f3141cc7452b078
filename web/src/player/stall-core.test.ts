import { describe, expect, it } from 'vitest';
import { type PlaybackFacts, StallWatch } from './stall-core';

const facts = (nowMs: number, over: Partial<PlaybackFacts> = {}): PlaybackFacts => ({
  nowMs,
  currentTime: 10,
  resting: false,
  ranges: [[5, 10]],
  lastBytesMs: nowMs,
  patienceMs: 5_000,
  silenceExpected: false,
  ...over,
});

describe('the stall watch', () => {
  it('is content while time moves', () => {
    const watch = new StallWatch();
    for (let t = 0; t < 20; t += 1) {
      expect(watch.look(facts(t * 250, { currentTime: t / 4, ranges: [[0, 9]] }))).toEqual({ kind: 'fine' });
    }
  });

  it('says stalled after a moment, and rebuilds when the line is silent', () => {
    const watch = new StallWatch();
    watch.look(facts(0));
    expect(watch.look(facts(500, { lastBytesMs: 0 })).kind).toBe('fine');
    expect(watch.look(facts(1000, { lastBytesMs: 0 })).kind).toBe('stalled');
    expect(watch.look(facts(5100, { lastBytesMs: 0 }))).toEqual({ kind: 'rebuild', why: 'silence' });
  });

  it('is patient with a silence that is expected', () => {
    const watch = new StallWatch();
    watch.look(facts(0));
    const silent = { lastBytesMs: 0, silenceExpected: true };
    expect(watch.look(facts(60_000, silent)).kind).toBe('stalled');
    expect(watch.look(facts(76_000, silent)).kind).toBe('rebuild');
  });

  it('jumps over a hole in the buffer', () => {
    const watch = new StallWatch();
    const hole = {
      ranges: [
        [5, 10],
        [10.4, 12],
      ] as const,
    };
    watch.look(facts(0, hole));
    expect(watch.look(facts(800, hole))).toMatchObject({ kind: 'jump', toS: expect.closeTo(10.45) });
  });

  it('jumps to where the stream starts when it does not start at nought', () => {
    const watch = new StallWatch();
    const later = { currentTime: 0, ranges: [[0.3, 2]] as const };
    watch.look(facts(0, later));
    expect(watch.look(facts(800, later))).toEqual({ kind: 'jump', toS: 0.35 });
  });

  it('nudges a stuck decoder once, then starts it anew', () => {
    const watch = new StallWatch();
    const stuck = { ranges: [[5, 14]] as const };
    watch.look(facts(0, stuck));
    expect(watch.look(facts(2600, stuck))).toEqual({ kind: 'jump', toS: 10.2 });
    expect(watch.look(facts(2900, stuck)).kind).toBe('stalled');
    expect(watch.look(facts(6100, stuck))).toEqual({ kind: 'rebuild', why: 'stuck' });
  });

  it('gives a picture time that stood still for want of more, now that there is some', () => {
    const watch = new StallWatch();
    for (let t = 0; t < 20_000; t += 250) watch.look(facts(t, { lastBytesMs: 0, silenceExpected: true }));
    const fed = { ranges: [[5, 14]] as const };
    expect(watch.look(facts(20_000, fed)).kind).toBe('stalled');
    expect(watch.look(facts(22_000, fed)).kind).toBe('stalled');
    expect(watch.look(facts(22_600, fed)).kind).toBe('jump');
  });

  it('lets a paused picture rest', () => {
    const watch = new StallWatch();
    watch.look(facts(0));
    expect(watch.look(facts(60_000, { resting: true, lastBytesMs: 0 })).kind).toBe('fine');
    expect(watch.look(facts(60_100)).kind).toBe('fine');
  });
});
