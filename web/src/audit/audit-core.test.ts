import { describe, expect, it } from 'vitest';
import { byDay, type Deed, nameless, partsOf, sentencesFor } from './audit-core';

const deed = (more: Partial<Deed>): Deed => ({
  id: '1',
  at: '2026-11-29T10:00:00Z',
  actor: 'person:aaaaaaaaaaaa',
  actorName: 'Ann',
  deed: 'key.create',
  kind: 'key',
  subject: 'kkkkkkkkkkkk',
  subjectName: 'OBS',
  channelId: 'cccccccccccc',
  detail: 'OBS at home',
  address: null,
  request: null,
  ...more,
});

describe('the sentence for a deed', () => {
  it('is that of its word', () => {
    expect(sentencesFor(deed({}))).toEqual(['audit.deeds.key.create']);
  });

  it('is another one when somebody did it to themselves', () => {
    const own = deed({ deed: 'account.create', subject: 'aaaaaaaaaaaa', detail: 'by google' });
    expect(sentencesFor(own)[0]).toBe('audit.deeds.account.createSelf');
  });

  it('is another one for an account that nobody has', () => {
    const unknown = deed({ actor: 'nobody', deed: 'session.refuse', subject: '', detail: '' });
    expect(sentencesFor(unknown)[0]).toBe('audit.deeds.session.refuseUnknown');
  });

  it('may hang on the one word that tells more', () => {
    expect(sentencesFor(deed({ deed: 'account.role', detail: 'admin' }))[0]).toBe('audit.deeds.account.role_admin');
  });

  it('takes the name of then where there is none now', () => {
    expect(partsOf(deed({ subjectName: null })).what).toBe('OBS at home');
    expect(partsOf(deed({ subjectName: null, detail: '' })).what).toBeUndefined();
  });
});

it('names who has no name', () => {
  expect(['admin', 'server', 'nobody', 'key:x', 'person:x'].map(nameless)).toEqual([
    'machine',
    'server',
    'nobody',
    'goneKey',
    'gone',
  ]);
});

it('puts the deeds of a day together in their order', () => {
  const at = (time: string) => ({ at: time });
  const all = [at('2026-11-29T10'), at('2026-11-29T09'), at('2026-11-28T23')];
  expect(byDay(all, (time) => time.slice(0, 10)).map(([day, deeds]) => [day, deeds.length])).toEqual([
    ['2026-11-29', 2],
    ['2026-11-28', 1],
  ]);
});
