import { describe, expect, it } from 'vitest';
import type { Show } from '../api/client';
import { bodyOf, coverFault, draftOf, newDraft, plannedInThePast, sameDraft, skippedTo } from './show-form-core';

const show = {
  title: 'Tap night',
  description: 'Three rounds.',
  startsAt: '2026-11-20T19:30:00Z',
  timeZone: 'Europe/Berlin',
  own: { autoStart: true, visibility: 'unlisted' },
} as Show;

describe('the form of a show', () => {
  it('shows a planned time in the zone it was planned in, wherever one edits it', () => {
    expect(draftOf(show, 'Asia/Tokyo')).toEqual({
      title: 'Tap night',
      description: 'Three rounds.',
      when: '2026-11-20T20:30',
      zone: 'Europe/Berlin',
      autoStart: true,
      visibility: 'unlisted',
    });
  });

  it('gives back what it was given', () => {
    expect(bodyOf(draftOf(show, 'Asia/Tokyo'))).toEqual({
      title: 'Tap night',
      description: 'Three rounds.',
      startsAt: '2026-11-20T19:30:00.000Z',
      timeZone: 'Europe/Berlin',
      autoStart: true,
      visibility: 'unlisted',
    });
  });

  it('plans no time when none is set', () => {
    const draft = { ...draftOf(undefined, 'Europe/Berlin'), title: '  Now  ' };
    expect(bodyOf(draft)).toMatchObject({ title: 'Now', startsAt: null, timeZone: null, autoStart: false });
  });

  it('begins as the channel says, or as private as the show that it is to be like', () => {
    expect(newDraft('UTC', undefined, undefined, 'private').visibility).toBe('private');
    expect(newDraft('UTC', undefined, show, 'public')).toMatchObject({ when: '', visibility: 'unlisted' });
  });

  it('knows whether something was typed', () => {
    const draft = draftOf(show, 'Asia/Tokyo');
    expect(sameDraft(draft, { ...draft, title: 'Tap night ' })).toBe(true);
    expect(sameDraft(draft, { ...draft, title: 'Tap nights' })).toBe(false);
    expect(sameDraft(draft, { ...draft, autoStart: false })).toBe(false);
    expect(sameDraft(draft, { ...draft, visibility: 'private' })).toBe(false);
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

describe('an hour that the clocks skip', () => {
  const draft = (zone: string, when: string) => ({ ...draftOf(undefined, zone), when });

  it.each([
    ['Europe/Berlin', '2027-03-28T02:30', '03:30'],
    ['America/New_York', '2027-03-14T02:00', '03:00'],
    ['Australia/Lord_Howe', '2027-10-03T02:10', '02:40'],
    ['Pacific/Chatham', '2027-09-26T02:45', '03:45'],
    ['America/Santiago', '2027-09-05T00:00', '01:00'],
  ])('is told in %s on %s, with the time that it becomes', (zone, when, shown) =>
    expect(skippedTo(draft(zone, when))).toBe(shown),
  );

  it.each([
    ['Europe/Berlin', '2027-03-28T01:59'],
    ['Europe/Berlin', '2027-03-28T03:00'],
    ['Europe/Berlin', '2027-10-31T02:30'],
    ['America/New_York', '2027-03-28T02:30'],
    ['Asia/Kathmandu', '2027-03-28T02:30'],
    ['UTC', '2027-03-28T02:30:15'],
    ['Europe/Berlin', ''],
  ])('is none in %s at "%s"', (zone, when) => expect(skippedTo(draft(zone, when))).toBeUndefined());

  it('is planned as what it becomes, and the form shows that from then on', () => {
    const { startsAt } = bodyOf(draft('Europe/Berlin', '2027-03-28T02:30'));
    const made = { ...show, startsAt, timeZone: 'Europe/Berlin' } as Show;
    expect(draftOf(made, 'UTC').when).toBe('2027-03-28T03:30');
  });
});

it('is filled in by the clock here where the browser does not know the zone of the show', () => {
  const told = draftOf({ ...show, timeZone: 'Moon/Tranquility' } as Show, 'Asia/Tokyo');
  expect([told.when, told.zone]).toEqual(['2026-11-21T04:30', 'Asia/Tokyo']);
});
