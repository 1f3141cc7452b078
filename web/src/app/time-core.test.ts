import { describe, expect, it } from 'vitest';
import { roomOf, themeOf } from './theme-core';
import { instantIn, knownZone, localIn, minutesBetween, sayAgo, sayWhen, withLocalTimes } from './time-core';

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

/** Zones whose clocks change in 2027, and a day in UTC around each change. */
const CHANGES: [zone: string, ...days: string[]][] = [
  ['Europe/Berlin', '2027-03-28', '2027-10-31'],
  ['America/New_York', '2027-03-14', '2027-11-07'],
  ['America/Santiago', '2027-04-04', '2027-09-05'],
  ['Africa/Cairo', '2027-04-30', '2027-10-29'],
  ['Australia/Adelaide', '2027-04-03', '2027-10-02'],
  ['Australia/Lord_Howe', '2027-04-03', '2027-10-02'],
  ['Pacific/Chatham', '2027-04-03', '2027-09-25'],
  ['Asia/Kathmandu', '2027-03-28'],
  ['Pacific/Kiritimati', '2027-01-01'],
];
const QUARTER_MS = 15 * 60_000;

describe('clocks that are changed', () => {
  it.each([
    ['Europe/Berlin', '2027-03-28T02:30', '2027-03-28T01:30:00.000Z', '2027-03-28T03:30'],
    ['Europe/Berlin', '2027-03-28T02:00', '2027-03-28T01:00:00.000Z', '2027-03-28T03:00'],
    ['America/New_York', '2027-03-14T02:30', '2027-03-14T07:30:00.000Z', '2027-03-14T03:30'],
    ['Australia/Adelaide', '2027-10-03T02:30', '2027-10-02T17:00:00.000Z', '2027-10-03T03:30'],
    ['Australia/Lord_Howe', '2027-10-03T02:10', '2027-10-02T15:40:00.000Z', '2027-10-03T02:40'],
    ['Pacific/Chatham', '2027-09-26T03:00', '2027-09-25T14:15:00.000Z', '2027-09-26T04:00'],
    ['America/Santiago', '2027-09-05T00:30', '2027-09-05T04:30:00.000Z', '2027-09-05T01:30'],
  ])('in %s skip %s: it is moved on by as much', (zone, local, iso, shown) => {
    expect(instantIn(zone, local)).toBe(iso);
    expect(localIn(zone, iso)).toBe(shown);
  });

  it.each([
    ['Europe/Berlin', '2027-10-31T02:30', '2027-10-31T00:30:00.000Z', 60],
    ['America/New_York', '2027-11-07T01:30', '2027-11-07T05:30:00.000Z', 60],
    ['Australia/Adelaide', '2027-04-04T02:30', '2027-04-03T16:00:00.000Z', 60],
    ['Australia/Lord_Howe', '2027-04-04T01:40', '2027-04-03T14:40:00.000Z', 30],
    ['Pacific/Chatham', '2027-04-04T03:00', '2027-04-03T13:15:00.000Z', 60],
    ['America/Santiago', '2027-04-03T23:30', '2027-04-04T02:30:00.000Z', 60],
  ])('in %s show %s twice: the first is meant', (zone, local, first, minutesOn) => {
    const second = new Date(Date.parse(first) + minutesOn * 60_000).toISOString();
    expect(instantIn(zone, local)).toBe(first);
    expect([localIn(zone, first), localIn(zone, second)]).toEqual([local, local]);
  });

  it.each([
    ['Europe/Berlin', '2027-03-28T01:59', '2027-03-28T00:59:00.000Z'],
    ['Europe/Berlin', '2027-03-28T03:00', '2027-03-28T01:00:00.000Z'],
    ['Europe/Berlin', '2027-10-31T03:00', '2027-10-31T02:00:00.000Z'],
    ['America/New_York', '2027-03-14T20:00', '2027-03-15T00:00:00.000Z'],
    ['Asia/Kathmandu', '2027-06-01T20:30', '2027-06-01T14:45:00.000Z'],
    ['Australia/Darwin', '2027-01-01T00:15', '2026-12-31T14:45:00.000Z'],
    ['Pacific/Kiritimati', '2027-01-01T00:00', '2026-12-31T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2027-01-01T23:30', '2027-01-02T10:30:00.000Z'],
  ])('in %s show %s once, and a minute beside the change is left alone', (zone, local, iso) => {
    expect(instantIn(zone, local)).toBe(iso);
    expect(localIn(zone, iso)).toBe(local);
  });

  it.each(CHANGES)('in %s are read as they are shown, each quarter of an hour around each change', (zone, ...days) => {
    for (const day of days) {
      const noon = Date.parse(`${day}T12:00:00Z`);
      for (let at = noon - 48 * 3_600_000; at < noon + 48 * 3_600_000; at += QUARTER_MS) {
        const shown = localIn(zone, new Date(at).toISOString());
        const read = Date.parse(instantIn(zone, shown) ?? '');
        // What is shown twice is read as the first of the two, and shows the same.
        expect(localIn(zone, new Date(read).toISOString())).toBe(shown);
        expect(at - read === 0 || (at > read && at - read <= 3_600_000), `${zone} ${shown}`).toBe(true);
      }
    }
  });

  it('are unknown where this browser has not heard of the zone', () => {
    expect(knownZone('Pacific/Chatham')).toBe('Pacific/Chatham');
    for (const zone of ['Moon/Tranquility', '', null, undefined]) expect(knownZone(zone)).toBeUndefined();
  });
});

describe('light and dark', () => {
  it('keeps show pages dark and manage pages light until someone chooses', () => {
    expect(themeOf(roomOf('/s/abc'), null)).toBe('dark');
    expect(themeOf(roomOf('/'), null)).toBe('dark');
    for (const desk of ['/manage', '/admin/accounts', '/account', '/account/forgot', '/sign-in', '/sign-up'])
      expect(themeOf(roomOf(desk), null), desk).toBe('light');
    expect(themeOf(roomOf('/@accounts'), null)).toBe('dark');
    expect(themeOf(roomOf('/studio/abc'), 'dark')).toBe('dark');
    expect(themeOf(roomOf('/s/abc'), 'light')).toBe('light');
    expect(themeOf(roomOf('/s/abc'), 'mauve')).toBe('dark');
  });
});
