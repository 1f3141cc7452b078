import { describe, expect, it } from 'vitest';
import type { Show } from '../api/client';
import { bodyOf, coverFault, draftOf, plannedInThePast, sameDraft } from './show-form-core';

const show = {
  title: 'Tap night',
  description: 'Three rounds.',
  startsAt: '2026-11-20T19:30:00Z',
  timeZone: 'Europe/Berlin',
  own: { autoStart: true },
} as Show;

describe('the form of a show', () => {
  it('shows a planned time in the zone it was planned in, wherever one edits it', () => {
    expect(draftOf(show, 'Asia/Tokyo')).toEqual({
      title: 'Tap night',
      description: 'Three rounds.',
      when: '2026-11-20T20:30',
      zone: 'Europe/Berlin',
      autoStart: true,
    });
  });

  it('gives back what it was given', () => {
    expect(bodyOf(draftOf(show, 'Asia/Tokyo'))).toEqual({
      title: 'Tap night',
      description: 'Three rounds.',
      startsAt: '2026-11-20T19:30:00.000Z',
      timeZone: 'Europe/Berlin',
      autoStart: true,
    });
  });

  it('plans no time when none is set', () => {
    const draft = { ...draftOf(undefined, 'Europe/Berlin'), title: '  Now  ' };
    expect(bodyOf(draft)).toMatchObject({ title: 'Now', startsAt: null, timeZone: null, autoStart: false });
  });

  it('knows whether something was typed', () => {
    const draft = draftOf(show, 'Asia/Tokyo');
    expect(sameDraft(draft, { ...draft, title: 'Tap night ' })).toBe(true);
    expect(sameDraft(draft, { ...draft, title: 'Tap nights' })).toBe(false);
    expect(sameDraft(draft, { ...draft, autoStart: false })).toBe(false);
  });

  it('warns of a time that has gone by, in the zone it is planned in, unless it was so before', () => {
    const before = draftOf(show, 'Asia/Tokyo');
    const now = Date.parse('2026-11-20T20:00:00Z');
    expect(plannedInThePast({ ...before, when: '2026-11-20T20:58' }, before, now)).toBe(true);
    expect(plannedInThePast({ ...before, when: '2026-11-20T21:00' }, before, now)).toBe(false);
    expect(plannedInThePast(before, before, now)).toBe(false);
    expect(plannedInThePast({ ...before, when: '' }, before, now)).toBe(false);
    expect(plannedInThePast(before, draftOf(undefined, 'UTC'), now)).toBe(true);
  });

  it('knows what cannot be a cover', () => {
    expect(coverFault({ size: 1000, type: 'image/png' })).toBeUndefined();
    expect(coverFault({ size: 11 * 1024 * 1024, type: 'image/png' })).toBe('coverTooBig');
    expect(coverFault({ size: 1000, type: 'image/svg+xml' })).toBe('coverNoImage');
  });
});
