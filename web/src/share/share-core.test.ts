import { describe, expect, test } from 'vitest';
import type { Show } from '../api/client';
import { sharedChannel, sharedShow, sharesByDevice } from './share-core';

const HOUSE = 'https://shows.example.org';
const SHOW = {
  id: 'k3v9q0x7m2ab',
  title: 'Tap night',
  phase: 'scheduled',
  startsAt: '2026-11-20T19:30:00Z',
  guarded: false,
  watchUrl: `${HOUSE}/s/k3v9q0x7m2ab`,
} as Show;
const run = (visibility: 'public' | 'unlisted' | 'private', part: Partial<Show> = {}) =>
  sharedShow({ ...SHOW, ...part, own: { visibility } as NonNullable<Show['own']> }, HOUSE);

describe('a show that is handed on', () => {
  test('has its link, its player, and a calendar file while it is to come', () => {
    expect(sharedShow(SHOW, HOUSE)).toEqual({
      title: 'Tap night',
      url: 'https://shows.example.org/s/k3v9q0x7m2ab',
      calendar: '/s/k3v9q0x7m2ab.ics',
      embeds: 'k3v9q0x7m2ab',
      caution: undefined,
    });
  });

  test('has a whole link, even where an event told a path', () => {
    expect(sharedShow({ ...SHOW, watchUrl: '/s/k3v9q0x7m2ab' }, HOUSE).url).toBe(SHOW.watchUrl);
  });

  test('goes into no calendar without a time, or once it is on, over or cancelled', () => {
    expect(sharedShow({ ...SHOW, startsAt: null }, HOUSE).calendar).toBeUndefined();
    for (const phase of ['live', 'interrupted', 'ended', 'replay', 'cancelled'] as const) {
      expect(sharedShow({ ...SHOW, phase }, HOUSE).calendar).toBeUndefined();
    }
    expect(sharedShow({ ...SHOW, phase: 'open' }, HOUSE).calendar).toBeDefined();
  });

  test('has no player once it is cancelled', () => {
    expect(sharedShow({ ...SHOW, phase: 'cancelled' }, HOUSE).embeds).toBeUndefined();
  });

  test('warns who runs it of a door that will stop the others', () => {
    expect(run('private').caution).toBe('private');
    expect(run('private', { guarded: true }).caution).toBe('private');
    expect(run('unlisted', { guarded: true }).caution).toBe('password');
    expect(run('unlisted', { phase: 'draft' }).caution).toBe('draft');
    expect(run('public').caution).toBeUndefined();
  });

  test('tells nobody else how its door stands', () => {
    expect(sharedShow({ ...SHOW, guarded: true }, HOUSE).caution).toBeUndefined();
  });
});

test('a channel is handed on by its handle, with its calendar and without a player', () => {
  expect(sharedChannel({ name: 'Tap house', handle: 'tap-house' }, HOUSE)).toEqual({
    title: 'Tap house',
    url: 'https://shows.example.org/@tap-house',
    calendar: '/@tap-house.ics',
    embeds: undefined,
    caution: undefined,
  });
});

test('only a touched device that can share is offered its own way', () => {
  const can = { share: () => Promise.resolve() };
  expect(sharesByDevice(can, true)).toBe(true);
  expect(sharesByDevice(can, false)).toBe(false);
  expect(sharesByDevice({}, true)).toBe(false);
});
