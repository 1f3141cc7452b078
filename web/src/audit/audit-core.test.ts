import { describe, expect, it } from 'vitest';
import { i18n } from '../i18n/i18n';
import './words';
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
    expect(sentencesFor(own).find((key) => i18n.exists(key))).toBe('audit.deeds.account.createSelf');
  });

  it('is another one for an account that nobody has', () => {
    const unknown = deed({ actor: 'nobody', deed: 'session.refuse', subject: '', detail: '' });
    expect(sentencesFor(unknown)[0]).toBe('audit.deeds.session.refuseUnknown');
  });

  it('may hang on the one word that tells more', () => {
    expect(sentencesFor(deed({ deed: 'account.role', detail: 'admin' }))[0]).toBe('audit.deeds.account.role_admin');
  });

  it('may hang on several words, and falls back to the plain one', () => {
    const told = (deed_: string, detail: string) =>
      i18n.t(sentencesFor(deed({ deed: deed_, subject: 'other', detail })), { who: 'Ann', detail });
    expect(told('session.revoke', 'all others')).toBe('Ann signed out everywhere else');
    expect(told('account.email', "taken back by a letter's link")).toBe('Ann took their old e-mail address back');
    expect(told('account.email', "by a letter's link")).toBe('Ann changed their e-mail address');
    expect(told('account.password', 'by the old one')).toBe('Ann chose a new password by the old one');
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
