import { describe, expect, it } from 'vitest';
import type { Show } from '../api/client';
import { meanwhile, withPartsOf } from './meanwhile-core';
import { draftOf } from './show-form-core';

const base = {
  title: 'Tap night',
  description: 'Three rounds.',
  startsAt: '2026-11-20T19:30:00Z',
  timeZone: 'Europe/Berlin',
  coverUrl: null,
  own: { autoStart: false },
} as Show;
const opened = draftOf(base, 'Asia/Tokyo');

describe('a show that somebody else changed while its form was open', () => {
  it('takes their changes where I made none, and keeps mine', () => {
    const theirs = { ...base, title: 'Tap night, moved', startsAt: '2026-11-21T19:30:00Z' };
    const { draft, changed, disputed } = meanwhile(base, theirs, { ...opened, description: 'Four rounds.' }, false);
    expect(draft).toEqual({
      ...opened,
      title: 'Tap night, moved',
      when: '2026-11-21T20:30',
      description: 'Four rounds.',
    });
    expect(changed).toEqual(['title', 'time']);
    expect(disputed).toEqual([]);
  });

  it('keeps mine where both changed the same, and says so', () => {
    const theirs = { ...base, title: 'Theirs', own: { autoStart: true } } as Show;
    const { draft, changed, disputed } = meanwhile(base, theirs, { ...opened, title: 'Mine' }, false);
    expect(draft.title).toBe('Mine');
    expect(draft.autoStart).toBe(true);
    expect(changed).toEqual(['title', 'autoStart']);
    expect(disputed).toEqual(['title']);
  });

  it('keeps who may watch apart from the rest, and lets nobody open a door unseen', () => {
    const theirs = { ...base, own: { autoStart: false, visibility: 'private' } } as Show;
    expect(meanwhile(base, theirs, { ...opened, title: 'Mine' }, false)).toMatchObject({
      draft: { title: 'Mine', visibility: 'private' },
      changed: ['visibility'],
      disputed: [],
    });
    expect(meanwhile(base, theirs, { ...opened, visibility: 'unlisted' }, false).disputed).toEqual(['visibility']);
  });

  it('has no dispute where both wrote the same', () => {
    const theirs = { ...base, title: 'The same' };
    expect(meanwhile(base, theirs, { ...opened, title: 'The same ' }, false).disputed).toEqual([]);
  });

  it('counts a time and its zone as one', () => {
    const theirs = { ...base, timeZone: 'Europe/Paris' };
    const mine = { ...opened, when: '2026-11-20T21:00' };
    const { draft, disputed } = meanwhile(base, theirs, mine, false);
    expect(disputed).toEqual(['time']);
    expect(draft).toEqual(mine);
    expect(withPartsOf(draftOf(theirs, 'UTC'), draft, disputed)).toEqual({ ...opened, zone: 'Europe/Paris' });
  });

  it('disputes a cover only when I chose one', () => {
    const theirs = { ...base, coverUrl: '/covers/new.jpg' };
    expect(meanwhile(base, theirs, opened, false)).toMatchObject({ changed: ['cover'], disputed: [] });
    expect(meanwhile(base, theirs, opened, true)).toMatchObject({ changed: ['cover'], disputed: ['cover'] });
  });

  it('lets a time taken away be seen', () => {
    const theirs = { ...base, startsAt: null, timeZone: null };
    const { draft, changed } = meanwhile(base, theirs, opened, false);
    expect(changed).toEqual(['time']);
    expect(draft.when).toBe('');
  });
});
