import { describe, expect, it } from 'vitest';
import type { Show } from '../api/client';
import { afterEvent, countdown, interruptionOf, pillOf, remindable, sceneOf } from './show-core';

const show = {
  id: 'k3v9q0x7m2ab',
  streamId: 'w8c1z5n4r6td',
  title: 'Tap night',
  phase: 'scheduled',
  viewers: 0,
  own: { autoStart: true },
} as unknown as Show;

describe('a show on its page', () => {
  it.each([
    ['draft', null, 'planned'],
    ['scheduled', '2026-11-20T19:30:00Z', 'soon'],
    ['open', '2026-11-20T19:30:00Z', 'waiting'],
    ['live', null, 'live'],
    ['interrupted', null, 'interrupted'],
    ['ended', null, 'ended'],
    ['replay', null, 'ended'],
    ['cancelled', null, 'cancelled'],
  ] as const)('in phase %s, planned for %s, is %s', (phase, startsAt, scene) =>
    expect(sceneOf({ phase, startsAt })).toBe(scene),
  );

  it('may be wanted as a reminder until it is about to begin, doors open or not', () => {
    const startsAt = '2026-11-20T20:00:00Z';
    const at = (time: string, phase: Show['phase']) => remindable({ phase, startsAt }, Date.parse(time));
    expect(at('2026-11-20T12:00:00Z', 'scheduled')).toBe(true);
    expect(at('2026-11-20T12:00:00Z', 'open')).toBe(true);
    expect(at('2026-11-20T19:45:00Z', 'open')).toBe(false);
    expect(at('2026-11-20T19:45:00Z', 'live')).toBe(false);
    expect(remindable({ phase: 'open', startsAt: null }, 0)).toBe(false);
    expect(remindable({ phase: 'draft', startsAt: null }, 0)).toBe(true);
  });

  it('is called live on a card only while it is', () => {
    const now = Date.parse('2026-11-20T20:00:00Z');
    const pill = (phase: Show['phase'], graceUntil: string | null = null) =>
      pillOf({ phase, startsAt: null, graceUntil }, now);
    expect(pill('live')).toBe('live');
    expect(pill('interrupted', '2026-11-20T20:00:30Z')).toBe('show.backSoon');
    expect(pill('interrupted', '2026-11-20T19:59:30Z')).toBe('show.away');
    expect(pill('scheduled')).toBeUndefined();
    expect(pill('ended')).toBeUndefined();
  });

  it('says what is away only while it is interrupted', () => {
    const now = Date.parse('2026-11-20T20:00:00Z');
    const said = (phase: Show['phase'], graceUntil: string | null = null) =>
      interruptionOf({ phase, startsAt: null, graceUntil }, now);
    expect(said('interrupted', '2026-11-20T20:00:30Z')).toBe('show.backSoon');
    expect(said('interrupted', '2026-11-20T19:59:30Z')).toBe('show.away');
    expect(said('live')).toBeUndefined();
    expect(said('open')).toBeUndefined();
  });

  it('becomes what an event says, and keeps what only its owner sees', () => {
    const live = afterEvent(show, { type: 'show.live', show: { ...show, own: undefined, phase: 'live' } });
    expect(live).toMatchObject({ phase: 'live', own: { autoStart: true } });
  });

  it('counts its viewers', () => {
    expect(afterEvent(show, { type: 'show.viewers', count: 214 })?.viewers).toBe(214);
  });

  it('is gone when deleted, and untouched by what it does not know or what is meant for another', () => {
    expect(afterEvent(show, { type: 'show.deleted' })).toBeUndefined();
    expect(afterEvent(show, { type: 'show.applauded' })).toBe(show);
    expect(afterEvent(show, { type: 'show.live', show: { id: 'another' } })).toBe(show);
  });
});

describe('the countdown', () => {
  it('splits what is left', () => {
    const left = ((2 * 24 + 3) * 3600 + 4 * 60 + 5) * 1000;
    expect(countdown(left, 0)).toEqual({ days: 2, hours: 3, minutes: 4, seconds: 5, over: false });
  });

  it('rests at nought', () => expect(countdown(1000, 5000)).toMatchObject({ seconds: 0, over: true }));
});
