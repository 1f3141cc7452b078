import { describe, expect, it } from 'vitest';
import type { EncoderAdvice } from '../api/client';
import { newsIn, toneOf, verdictOf } from './advice-core';

const NOW = Date.parse('2026-11-20T20:00:00Z');
const rare: EncoderAdvice = {
  code: 'keyframes-rare',
  severity: 'warning',
  sentence: 'A keyframe comes every 8 s only.',
  remedy: 'Set Keyframe Interval to 2 s.',
  since: '2026-11-20T19:30:00Z',
  overSince: null,
};
const over: EncoderAdvice = { ...rare, sentence: 'A keyframe comes every 2 s now.', overSince: '2026-11-20T19:40:00Z' };

describe('the advice of the encoder doctor', () => {
  it('says that there is nothing to improve only once it has looked for a while', () => {
    expect(verdictOf({ advice: [], since: '2026-11-20T19:59:55Z' }, NOW)).toBe('looking');
    expect(verdictOf({ advice: [], since: '2026-11-20T19:59:00Z' }, NOW)).toBe('nothing');
    expect(verdictOf({ advice: [rare], since: '2026-11-20T19:59:55Z' }, NOW)).toBe('advice');
  });

  it('is shown by its severity, until it is over', () => {
    expect(toneOf(rare)).toBe('warning');
    expect(toneOf(over)).toBe('over');
  });

  it('is spoken when it is new and when it is over, not when a number in it changes', () => {
    expect(newsIn([], [rare])).toEqual([rare]);
    expect(newsIn([rare], [{ ...rare, sentence: 'A keyframe comes every 8.3 s only.' }])).toEqual([]);
    expect(newsIn([rare], [over])).toEqual([over]);
    expect(newsIn([over], [rare])).toEqual([rare]);
    expect(newsIn([over], [])).toEqual([]);
  });
});
