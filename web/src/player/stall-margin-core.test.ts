import { describe, expect, it } from 'vitest';
import { StallMargin } from './stall-margin-core';

describe('the margin after the buffer ran dry', () => {
  it('grows with each time, within bounds', () => {
    const margin = new StallMargin(1);
    margin.stalled(0);
    expect(margin.seconds).toBeCloseTo(0.3);
    for (let i = 0; i < 20; i += 1) margin.stalled(i);
    expect(margin.seconds).toBe(1);
  });

  it('is given back while all goes well, and not at once', () => {
    const margin = new StallMargin(1);
    for (let i = 0; i < 20; i += 1) margin.stalled(0);
    for (let ms = 0; ms <= 30_000; ms += 250) margin.relax(ms);
    expect(margin.seconds).toBe(1);
    for (let ms = 30_000; ms <= 300_000; ms += 250) margin.relax(ms);
    expect(margin.seconds).toBe(0);
  });

  it('does not shrink while it runs dry again and again', () => {
    const margin = new StallMargin(1);
    for (let ms = 0; ms <= 300_000; ms += 20_000) {
      margin.stalled(ms);
      margin.relax(ms + 10_000);
    }
    expect(margin.seconds).toBe(1);
  });
});
