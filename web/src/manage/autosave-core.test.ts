import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, type Show } from '../api/client';
import { Autosave, type Changes, changesOf, pauseMs } from './autosave-core';
import { draftOf, type ShowDraft } from './show-form-core';

const SHOW = {
  id: 'k3v9q0x7m2ab',
  title: 'Tap night',
  description: '',
  startsAt: null,
  timeZone: null,
  coverUrl: null,
  coverThumbnailUrl: null,
  own: { autoStart: false, etag: '"1"' },
} as unknown as Show;

/** A server with one show, which others may change, and which may be away. */
class FakeServer {
  show = SHOW;
  asked: Changes[] = [];
  away: unknown;
  gate: Promise<unknown> = Promise.resolve();

  save = async (base: Show, changes: Changes): Promise<Show> => {
    this.asked.push(changes);
    await this.gate;
    if (this.away) throw this.away;
    if (base.own?.etag !== this.show.own?.etag) throw new ApiProblem({ code: 'changed-meanwhile' }, 412);
    return this.change(changes);
  };
  look = async (): Promise<Show> => this.show;

  change({ autoStart, visibility, ...rest }: Changes): Show {
    const version = Number(this.show.own?.etag.replaceAll('"', '')) + 1;
    const own = {
      ...this.show.own,
      etag: `"${version}"`,
      ...(autoStart === undefined ? {} : { autoStart }),
      ...(visibility && { visibility }),
    };
    this.show = { ...this.show, ...rest, own } as Show;
    return this.show;
  }
}

let server: FakeServer;
let form: Autosave;
const type = (part: Partial<ShowDraft>, held = false) => form.type({ ...form.state.draft, ...part }, held);
const settle = (ms = 1000) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  form = new Autosave(SHOW, 'Europe/Berlin', server);
});
afterEach(() => {
  form.close();
  vi.useRealTimers();
});

describe('a form that saves by itself', () => {
  it('sends who may watch alone when nothing else was changed', async () => {
    type({ visibility: 'private' });
    await settle();
    expect(server.asked).toEqual([{ visibility: 'private' }]);
    expect(form.state.status).toBe('saved');
    expect(form.state.draft.visibility).toBe('private');
  });

  it('saves once the typing rests, and only what was changed', async () => {
    type({ title: 'Tap' });
    await settle(300);
    type({ title: 'Tap nights' });
    expect(form.state.status).toBe('typing');
    await settle();
    expect(server.asked).toEqual([{ title: 'Tap nights' }]);
    expect(form.state.status).toBe('saved');
    expect(form.dirty()).toBe(false);
  });

  it('asks for nothing when what was typed is what stands there', async () => {
    type({ title: 'Tap night ' });
    await settle();
    type({ title: 'Tap night' });
    await settle();
    expect(server.asked).toEqual([]);
  });

  it('sends what is typed while it saves in a second request, built on the first', async () => {
    let open = () => {};
    server.gate = new Promise<void>((done) => {
      open = done;
    });
    type({ title: 'One' });
    await settle();
    type({ title: 'Two', description: 'More' });
    await settle();
    expect(server.asked).toHaveLength(1);
    open();
    await settle();
    expect(server.asked).toEqual([{ title: 'One' }, { title: 'Two', description: 'More' }]);
    expect(server.show.title).toBe('Two');
    expect(form.state.status).toBe('saved');
  });

  it('holds back what is no whole thing yet', async () => {
    type({ title: '' }, true);
    await settle(5000);
    expect(server.asked).toEqual([]);
    expect(form.state.status).toBe('held');
    expect(form.dirty()).toBe(true);
    type({ title: 'There' });
    await settle();
    expect(server.show.title).toBe('There');
  });

  it('tries again while the server is away, and loses nothing', async () => {
    server.away = new TypeError('network');
    type({ title: 'Kept' });
    await settle();
    expect(form.state.status).toBe('failed');
    expect(form.dirty()).toBe(true);
    server.away = undefined;
    await settle(2000);
    expect(server.show.title).toBe('Kept');
    expect(form.state).toMatchObject({ status: 'saved' });
    expect(form.state.error).toBeUndefined();
    expect([1, 2, 3, 9].map(pauseMs)).toEqual([1000, 2000, 4000, 30_000]);
  });

  it('does not repeat what the server refuses, until it is changed', async () => {
    server.away = new ApiProblem({ code: 'invalid-request' }, 400);
    type({ title: 'Bad' });
    await settle(60_000);
    expect(server.asked).toHaveLength(1);
    expect(form.state.status).toBe('refused');
    server.away = undefined;
    type({ title: 'Good' });
    await settle();
    expect(server.show.title).toBe('Good');
  });

  it('saves at once when it is left', async () => {
    type({ title: 'Last word' });
    const done = form.flush();
    await settle(0);
    expect(await done).toBe(true);
    expect(server.show.title).toBe('Last word');
  });
});

describe('two people at one show', () => {
  it('keeps what each changed, part by part, and tells', async () => {
    server.change({ description: 'Theirs' });
    type({ title: 'Mine' });
    await settle();
    expect(server.show).toMatchObject({ title: 'Mine', description: 'Theirs' });
    expect(form.state.draft.description).toBe('Theirs');
    expect(form.state.clash).toMatchObject({ changed: ['description'], disputed: [] });
    expect(form.state.status).toBe('saved');
  });

  it('asks where both changed the same, and writes over nothing until then', async () => {
    server.change({ title: 'Theirs' });
    type({ title: 'Mine', description: 'Also mine' });
    await settle(10_000);
    expect(server.show.title).toBe('Theirs');
    expect(form.state).toMatchObject({ status: 'disputed', draft: { title: 'Mine' } });
    form.keepMine();
    await settle();
    expect(server.show).toMatchObject({ title: 'Mine', description: 'Also mine' });
  });

  it('takes theirs, and can put mine back', async () => {
    server.change({ title: 'Theirs' });
    type({ title: 'Mine', description: 'Also mine' });
    await settle();
    form.takeTheirs();
    await settle();
    expect(server.show).toMatchObject({ title: 'Theirs', description: 'Also mine' });
    form.putMineBack();
    await settle();
    expect(server.show.title).toBe('Mine');
    expect(form.state.status).toBe('saved');
  });

  it('is told before it types, and takes an older answer for no change', async () => {
    const theirs = server.change({ title: 'Theirs' });
    form.seen(theirs);
    expect(form.state.draft.title).toBe('Theirs');
    type({ title: 'Mine' });
    await settle();
    form.seen(theirs);
    expect(form.state.draft.title).toBe('Mine');
    expect(form.state.base.title).toBe('Mine');
  });

  it('keeps a dispute open when a third change comes', async () => {
    server.change({ title: 'Theirs' });
    type({ title: 'Mine' });
    await settle();
    form.seen(server.change({ description: 'Third' }));
    await settle(5000);
    expect(form.state).toMatchObject({ status: 'disputed', draft: { title: 'Mine', description: 'Third' } });
    expect(server.show.title).toBe('Theirs');
  });

  it('takes a cover of my own for no change of theirs', async () => {
    await form.alone(async () => {
      const after = server.change({});
      server.show = { ...after, coverUrl: '/covers/a.jpg' };
      return server.show;
    });
    expect(form.state.clash).toBeUndefined();
    expect(form.state.base.coverUrl).toBe('/covers/a.jpg');
  });
});

it('sends time and zone together', () => {
  const draft = { ...draftOf(SHOW, 'Europe/Berlin'), when: '2026-11-20T19:30' };
  expect(changesOf(SHOW, draft)).toEqual({ startsAt: '2026-11-20T18:30:00.000Z', timeZone: 'Europe/Berlin' });
  const planned = { ...SHOW, startsAt: '2026-11-20T18:30:00.000Z', timeZone: 'Europe/Berlin' } as Show;
  expect(changesOf(planned, { ...draft, when: '2026-11-20T20:30' })).toEqual({
    startsAt: '2026-11-20T19:30:00.000Z',
    timeZone: 'Europe/Berlin',
  });
});

it('leaves a time alone that the clocks show twice, when something else is typed', () => {
  // The second 2:30 of that night, which no field of a form can tell from the first.
  const second = { ...SHOW, startsAt: '2027-10-31T01:30:00.000Z', timeZone: 'Europe/Berlin' } as Show;
  const draft = { ...draftOf(second, 'UTC'), title: 'Tap night, late' };
  expect(draft.when).toBe('2027-10-31T02:30');
  expect(changesOf(second, draft)).toEqual({ title: 'Tap night, late' });
});
