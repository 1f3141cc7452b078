import { describe, expect, it } from 'vitest';
import type { Encoder } from '../api/client';
import { encoderAfter } from './encoder-core';

const on = {
  on: true,
  since: '2026-11-20T19:30:00Z',
  bitrateBps: 2_500_000,
  viewers: 3,
  advice: [{ code: 'b-frames' }],
  refusals: [],
} as unknown as Encoder;
const refusal = (at: string) => ({
  at,
  from: '10.0.0.9',
  code: 'second-encoder',
  reason: 'A second encoder was refused.',
});

describe('the encoder in the studio', () => {
  it('is what the latest second says', () => {
    expect(encoderAfter(on, { type: 'encoder.stats', encoder: { ...on, viewers: 4 } })?.viewers).toBe(4);
  });

  it('sends nothing once it is off, but keeps its refusals', () => {
    const known = { ...on, refusals: [refusal('1')] } as Encoder;
    expect(encoderAfter(known, { type: 'encoder.off', reason: 'gone' })).toMatchObject({
      on: false,
      bitrateBps: 0,
      advice: [],
      refusals: [{ at: '1' }],
    });
  });

  it('lists the latest refusal first, twenty at most', () => {
    let known = on;
    for (let i = 0; i < 25; i += 1) {
      known = encoderAfter(known, { type: 'encoder.refused', refusal: refusal(String(i)) }) ?? known;
    }
    expect(known.refusals).toHaveLength(20);
    expect(known.refusals[0]?.at).toBe('24');
  });

  it('lists an address that tries unknown keys once', () => {
    const stranger = (at: string, count: number) => ({ ...refusal(at), code: 'unknown-key', count });
    let known = { ...on, refusals: [refusal('1')] } as Encoder;
    known = encoderAfter(known, { type: 'encoder.refused', refusal: stranger('2', 1) }) ?? known;
    known = encoderAfter(known, { type: 'encoder.refused', refusal: stranger('3', 4) }) ?? known;
    expect(known.refusals.map(({ at, count }) => [at, count])).toEqual([
      ['3', 4],
      ['1', undefined],
    ]);
  });

  it('asks again when an event says too little, and lets what it does not know pass', () => {
    expect(encoderAfter(on, { type: 'encoder.on' })).toBeUndefined();
    expect(encoderAfter(on, { type: 'encoder.sang' })).toBe(on);
  });
});
