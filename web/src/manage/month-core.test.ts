import { describe, expect, it } from 'vitest';
import { byDay, dayIn, isDay, moved, plusDays, plusMonths, rangeOf, step, weekStart, weeksOf } from './month-core';

describe('the days of a calendar', () => {
  it('knows a day from what only looks like one', () => {
    expect(isDay('2026-02-28')).toBe(true);
    for (const text of ['2026-02-30', '2026-13-01', '20-1-1', '', undefined, '2026-01-01T00:00'])
      expect(isDay(text)).toBe(false);
  });

  it('counts across months, years and leap days', () => {
    expect(plusDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(plusMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(plusMonths('2026-01-15', -1)).toBe('2025-12-15');
    expect(step('week', '2026-03-01', -1)).toBe('2026-02-22');
  });

  it('begins a week on the day that people there begin it', () => {
    expect(weekStart('2026-11-20', 1)).toBe('2026-11-16');
    expect(weekStart('2026-11-20', 7)).toBe('2026-11-15');
    expect(weekStart('2026-11-16', 1)).toBe('2026-11-16');
  });

  it('shows a month in whole weeks, as many as it takes', () => {
    const november = weeksOf('month', '2026-11-20', 1);
    expect(november[0]?.[0]).toBe('2026-10-26');
    expect(november.at(-1)?.at(-1)).toBe('2026-12-06');
    expect(weeksOf('month', '2027-02-10', 1)).toHaveLength(4);
    expect(weeksOf('week', '2026-11-20', 1)).toEqual([
      ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'],
    ]);
  });

  it('is moved about by keys', () => {
    expect(moved('ArrowDown', '2026-11-28', 1)).toBe('2026-12-05');
    expect(moved('PageUp', '2026-03-31', 1)).toBe('2026-02-28');
    expect(moved('End', '2026-11-18', 1)).toBe('2026-11-22');
    expect(moved('a', '2026-11-18', 1)).toBeUndefined();
  });
});

describe('instants in a calendar', () => {
  it('asks for whole days, also for those of 23 and 25 hours', () => {
    // In Berlin clocks go back on 25 October 2026 and forward on 28 March 2027.
    expect(rangeOf([['2026-10-25']], 'Europe/Berlin')).toEqual({
      from: '2026-10-24T22:00:00.000Z',
      to: '2026-10-25T23:00:00.000Z',
    });
    expect(rangeOf([['2027-03-28']], 'Europe/Berlin')).toEqual({
      from: '2027-03-27T23:00:00.000Z',
      to: '2027-03-28T22:00:00.000Z',
    });
  });

  it('begins a day whose midnight is skipped with its first moment', () => {
    // Clocks go from 24:00 to 1:00 in Santiago on 6 September 2026.
    const { from } = rangeOf([['2026-09-06']], 'America/Santiago');
    expect(dayIn('America/Santiago', from)).toBe('2026-09-06');
    expect(dayIn('America/Santiago', new Date(Date.parse(from) - 1).toISOString())).toBe('2026-09-05');
  });

  it('puts a show on the day that it has where one looks', () => {
    const shows = [
      { startsAt: '2026-11-20T23:30:00Z', startedAt: null },
      { startsAt: '2026-11-20T19:30:00Z', startedAt: null },
      { startsAt: null, startedAt: '2026-11-20T08:00:00Z' },
      { startsAt: null, startedAt: null },
    ];
    expect([...byDay(shows, 'Europe/Berlin').entries()].map(([day, list]) => [day, list.length])).toEqual([
      ['2026-11-20', 2],
      ['2026-11-21', 1],
    ]);
    expect(byDay(shows, 'America/New_York').get('2026-11-20')).toHaveLength(3);
    expect(byDay(shows, 'Europe/Berlin').get('2026-11-20')?.[0]?.startedAt).toBe('2026-11-20T08:00:00Z');
  });

  it('keeps a show of two in the morning on its day when the clock is turned back', () => {
    expect(dayIn('Europe/Berlin', '2026-10-25T00:30:00Z')).toBe('2026-10-25');
    expect(dayIn('Europe/Berlin', '2026-10-25T01:30:00Z')).toBe('2026-10-25');
  });
});
