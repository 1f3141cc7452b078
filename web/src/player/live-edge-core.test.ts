import { describe, expect, it } from 'vitest';
import { LiveEdge } from './live-edge-core';

const at = (behind: number, nowMs = 0, lingering = false) => ({
  nowMs,
  currentTime: 100,
  bufferedEnd: 100 + behind,
  lingering,
});

describe('the live edge', () => {
  it('leaves a picture alone that is where it should be', () => {
    const edge = new LiveEdge();
    for (const behind of [0.5, 0.8, 1, 1.2]) expect(edge.next(at(behind))).toBeUndefined();
  });

  it('chases gently and stops at the target, without fluttering on the way', () => {
    const edge = new LiveEdge();
    expect(edge.next(at(1.5))).toEqual({ kind: 'rate', rate: 1.05 });
    for (const behind of [1.4, 1.2, 1.25, 1]) expect(edge.next(at(behind))).toBeUndefined();
    expect(edge.next(at(0.88))).toEqual({ kind: 'rate', rate: 1 });
    expect(edge.next(at(1.1))).toBeUndefined();
  });

  it('hurries when further behind and jumps when far', () => {
    const edge = new LiveEdge();
    expect(edge.next(at(3))).toEqual({ kind: 'rate', rate: 1.1 });
    expect(edge.next(at(20))).toEqual({ kind: 'jump', toS: 100 + 20 - edge.targetS });
  });

  it('slows a little when the buffer is nearly dry, until there is some again', () => {
    const edge = new LiveEdge();
    expect(edge.next(at(0.2))).toEqual({ kind: 'rate', rate: 0.95 });
    expect(edge.next(at(0.5))).toBeUndefined();
    expect(edge.next(at(0.7))).toEqual({ kind: 'rate', rate: 1 });
  });

  it('lets a viewer linger who chose to', () => {
    const edge = new LiveEdge();
    expect(edge.next(at(40, 0, true))).toBeUndefined();
  });

  it('asks for more buffer after each stall, up to a bound, and gives it back in time', () => {
    const edge = new LiveEdge();
    const first = edge.targetS;
    edge.stalled(0);
    expect(edge.targetS).toBeGreaterThan(first);
    for (let i = 0; i < 20; i += 1) edge.stalled(0);
    expect(edge.targetS).toBe(3);
    for (let t = 0; t < 100; t += 1) edge.next(at(1, t * 31_000));
    expect(edge.targetS).toBe(first);
  });
});
