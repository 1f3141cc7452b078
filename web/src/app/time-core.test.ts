import { describe, expect, it } from 'vitest';
import { roomOf, themeOf } from './theme-core';
import { instantIn, localIn, minutesBetween, sayAgo, sayWhen, withLocalTimes } from './time-core';

describe('times', () => {
  it.each([
    ['Europe/Berlin', '2026-11-20T20:30', '2026-11-20T19:30:00.000Z'],
    ['Europe/Berlin', '2026-07-20T20:30', '2026-07-20T18:30:00.000Z'],
    ['America/New_York', '2026-11-20T20:30', '2026-11-21T01:30:00.000Z'],
    ['Asia/Kolkata', '2026-11-20T20:30', '2026-11-20T15:00:00.000Z'],
    ['UTC', '2026-11-20T20:30', '2026-11-20T20:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29T03:30', '2026-03-29T01:30:00.000Z'],
  ])('in %s the clock shows %s at %s, and back', (zone, local, iso) => {
    expect(instantIn(zone, local)).toBe(iso);
    expect(localIn(zone, iso)).toBe(local);
  });

  it('makes nothing of no time', () => expect(instantIn('UTC', 'soon')).toBeUndefined());

  it('says how long ago', () => {
    const now = Date.parse('2026-11-20T20:00:00Z');
    expect(sayAgo('2026-11-20T19:22:00Z', now, 'en')).toBe('38 minutes ago');
    expect(sayAgo('2026-11-20T19:59:40Z', now, 'en')).toBe('now');
    expect(sayAgo('2026-11-22T21:00:00Z', now, 'en')).toBe('in 2 days');
  });

  it('names the year only when it is another', () => {
    const now = Date.parse('2026-11-20T20:00:00Z');
    expect(sayWhen('2026-11-21T20:00:00Z', now, 'en-GB', 'UTC')).toBe('Saturday 21 November at 20:00');
    expect(sayWhen('2027-01-02T20:00:00Z', now, 'en-GB', 'UTC')).toContain('2027');
  });

  it('says the instants in a sentence of the server as a clock here shows them', () => {
    const now = Date.parse('2026-11-20T20:00:00Z');
    const said = (sentence: string) => withLocalTimes(sentence, now, 'en-GB', 'Europe/Berlin');
    expect(said('This stream key was replaced at 2026-11-20T14:34:11.257Z.')).toBe(
      'This stream key was replaced at 15:34.',
    );
    expect(said('It was replaced at 2026-11-18T23:30:00Z.')).toBe('It was replaced at Thursday 19 November at 00:30.');
    expect(said('No time 2026-99-99T99:99Z at all.')).toBe('No time 2026-99-99T99:99Z at all.');
  });

  it('counts minutes', () => expect(minutesBetween('2026-11-20T19:00:00Z', '2026-11-20T20:36:10Z')).toBe(96));
});

describe('light and dark', () => {
  it('keeps show pages dark and manage pages light until someone chooses', () => {
    expect(themeOf(roomOf('/s/abc'), null)).toBe('dark');
    expect(themeOf(roomOf('/'), null)).toBe('dark');
    expect(themeOf(roomOf('/manage'), null)).toBe('light');
    expect(themeOf(roomOf('/studio/abc'), 'dark')).toBe('dark');
    expect(themeOf(roomOf('/s/abc'), 'light')).toBe('light');
    expect(themeOf(roomOf('/s/abc'), 'mauve')).toBe('dark');
  });
});
