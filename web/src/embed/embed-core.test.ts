import { describe, expect, it } from 'vitest';
import { addressesOf, commandOf, mayTalk, parentOrigin, sameState, wishesOf } from './embed-core';

describe('the address of an embedded player', () => {
  it('plays at once, with sound, in the dark, unless it says otherwise', () => {
    expect(wishesOf('', '')).toEqual({ autoplay: true, muted: false, theme: 'dark', pass: undefined });
    expect(wishesOf('?autoplay=0&muted=1&theme=light', '#pass=abc.DEF-1_2')).toEqual({
      autoplay: false,
      muted: true,
      theme: 'light',
      pass: 'abc.DEF-1_2',
    });
  });

  it.each(['#pass=', '#pass=../../x', '#pass=a/b', '#pass=%0d%0a', '#nopass=x'])('has no pass in %s', (hash) =>
    expect(wishesOf('', hash).pass).toBeUndefined(),
  );

  it('carries its pass in the path of playlists, since a query does not go along', () => {
    expect(addressesOf('w8c1z5n4r6td', 'p.q', 'https://a.example')).toEqual({
      flv: 'wss://a.example/live/w8c1z5n4r6td.flv?pass=p.q',
      hls: '/m/p.q/live/w8c1z5n4r6td/index.m3u8',
    });
    expect(addressesOf('w8c1z5n4r6td', undefined, 'http://a.example').flv).toBe('ws://a.example/live/w8c1z5n4r6td.flv');
  });
});

describe('the page around', () => {
  it('is known by the browser, else by where one came from', () => {
    expect(parentOrigin(['https://near.example', 'https://far.example'], '')).toBe('https://near.example');
    expect(parentOrigin(undefined, 'https://near.example/path?x')).toBe('https://near.example');
    expect(parentOrigin(undefined, '')).toBeUndefined();
    expect(parentOrigin([], 'not an address')).toBeUndefined();
  });

  it('is talked to only when its site may hold the player', () => {
    expect(mayTalk('https://any.example', null, 'https://own.example')).toBe(true);
    expect(mayTalk('null', null, 'https://own.example')).toBe(false);
    expect(mayTalk('https://own.example', [], 'https://own.example')).toBe(true);
    expect(mayTalk('https://shop.example', ['https://shop.example'], 'https://own.example')).toBe(true);
    expect(mayTalk('https://shop.example.evil', ['https://shop.example'], 'https://own.example')).toBe(false);
  });

  it.each([
    [{ footlight: 'play' }, 'play'],
    [{ footlight: 'mute', more: 1 }, 'mute'],
    [{ footlight: 'constructor' }, undefined],
    [{ footlight: ['play'] }, undefined],
    ['play', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('says %j, which is the command %j', (data, command) => expect(commandOf(data)).toBe(command));

  it('is told only what changed', () => {
    const state = { footlight: 'state', show: 'x', phase: 'live', playing: true, muted: false } as const;
    expect(sameState(undefined, state)).toBe(false);
    expect(sameState(state, { ...state })).toBe(true);
    expect(sameState(state, { ...state, muted: true })).toBe(false);
  });
});
