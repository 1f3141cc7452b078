import { describe, expect, it } from 'vitest';
import { isWish, minutesAhead, wishText } from './audience-core';

const NOW = Date.parse('2026-11-20T18:00:00Z');

describe('a wish from before signing in', () => {
  it('is remembered for a quarter of an hour', () => {
    const kept = wishText('follow:a1b2c3d4e5f6', NOW);
    expect(isWish(kept, 'follow:a1b2c3d4e5f6', NOW + 60_000)).toBe(true);
    expect(isWish(kept, 'follow:a1b2c3d4e5f6', NOW + 15 * 60_000)).toBe(false);
    expect(isWish(kept, 'follow:a1b2c3d4e5f6', NOW - 1)).toBe(false);
  });

  it('is for one channel or show alone', () => {
    const kept = wishText('follow:a1b2c3d4e5f6', NOW);
    expect(isWish(kept, 'remind:a1b2c3d4e5f6', NOW)).toBe(false);
    expect(isWish(kept, 'follow:other', NOW)).toBe(false);
  });

  it.each([null, '', 'follow:x', 'soon follow:x', ' follow:x'])('is not read out of %j', (kept) =>
    expect(isWish(kept, 'follow:x', NOW)).toBe(false),
  );
});

describe('when to be reminded', () => {
  it.each([
    ['2026-11-22T18:00:00Z', [15, 60, 1440]],
    ['2026-11-20T20:00:00Z', [15, 60]],
    ['2026-11-20T18:15:00Z', []],
    [null, [15, 60, 1440]],
  ])('for a show at %s: %j minutes before', (startsAt, ahead) => expect(minutesAhead(startsAt, NOW)).toEqual(ahead));
});
