import { describe, expect, it } from 'vitest';
import { Arrivals, delayMs, tenths } from './arrival-core';

describe('the arrival of the frame shown', () => {
  it('is unknown without a mark', () => expect(new Arrivals().arrivedMs(1)).toBeUndefined());

  it('runs on from the newest mark at or before it', () => {
    const arrivals = new Arrivals();
    arrivals.mark({ mediaMs: 1_000, arrivedMs: 50_000 });
    arrivals.mark({ mediaMs: 3_000, arrivedMs: 52_400 });
    expect(arrivals.arrivedMs(2.5)).toBe(51_500);
    expect(arrivals.arrivedMs(3.5)).toBe(52_900);
    expect(arrivals.arrivedMs(0.5)).toBe(49_500);
  });
});

describe('the delay', () => {
  it('is the time since then by the server’s clock, never below nought', () => {
    expect(delayMs(10_000, 11_240)).toBe(1_240);
    expect(delayMs(10_000, 9_990)).toBe(0);
    expect(delayMs(undefined, 1)).toBeUndefined();
    expect(delayMs(1, undefined)).toBeUndefined();
  });

  it('is written in tenths', () => expect(tenths(1_240)).toBe(1.2));
});
