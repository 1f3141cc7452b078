import { describe, expect, it } from 'vitest';
import type { BrowserParts } from './capability-core';
import { waysFor, whyNone, wishesFor } from './ways-core';

const desktop: BrowserParts = {
  mediaSource: true,
  managedOnly: false,
  webSocket: true,
  nativeHls: false,
  feeds: (type) => !type.includes('hvc1'),
  opens: () => false,
};
const iphone: BrowserParts = {
  mediaSource: false,
  managedOnly: true,
  webSocket: true,
  nativeHls: true,
  feeds: () => true,
  opens: () => true,
};
const oldIphone: BrowserParts = { ...iphone, managedOnly: false };
const H264 = ['avc1.64001f', 'mp4a.40.2'];
const HEVC = ['hvc1.1.6.L93.B0', 'mp4a.40.2'];
const VP9 = ['vp09.00.31.08', 'opus'];

describe('the ways', () => {
  it.each([
    ['a desktop browser', desktop, H264, ['flv', 'llhls']],
    [
      'one that has HLS of its own too',
      { ...desktop, nativeHls: true, opens: () => true },
      H264,
      ['flv', 'llhls', 'native'],
    ],
    ['one without WebSocket', { ...desktop, webSocket: false }, H264, ['llhls']],
    ['one that stumbles over parts', { ...desktop, stumblesOverParts: true }, H264, ['flv', 'hls']],
    [
      'one that stumbles over parts, for what FLV does not bring',
      { ...desktop, stumblesOverParts: true },
      VP9,
      ['hls'],
    ],
    ['an iPhone', iphone, H264, ['llhls', 'native']],
    ['an old iPhone', oldIphone, H264, ['native']],
    ['a desktop browser, for what FLV does not bring', desktop, VP9, ['llhls']],
    ['a desktop browser, for what it cannot decode', desktop, HEVC, []],
    ['an iPhone, for HEVC', iphone, HEVC, ['llhls', 'native']],
    ['a desktop browser that knows nothing of the stream yet', desktop, [], ['flv', 'llhls']],
  ] as const)('of %s', (_name, parts, codecs, ways) => expect(waysFor('shortest', parts, codecs)).toEqual(ways));

  it('follow the wish', () => {
    expect(waysFor('short', desktop, H264)).toEqual(['llhls', 'flv']);
    expect(waysFor('steady', desktop, H264)).toEqual(['hls', 'flv']);
  });
});

describe('the choice of delay', () => {
  it('is among what goes here', () => {
    expect(wishesFor(desktop, H264)).toEqual(['shortest', 'short', 'steady']);
    expect(wishesFor(iphone, H264)).toEqual(['short', 'steady']);
    expect(wishesFor(oldIphone, H264)).toEqual([]);
    expect(wishesFor({ ...desktop, stumblesOverParts: true }, H264)).toEqual(['shortest', 'steady']);
    expect(wishesFor(desktop, VP9)).toEqual(['short', 'steady']);
  });
});

describe('no way at all', () => {
  it('names what is missing', () => {
    expect(whyNone({ ...desktop, mediaSource: false }, H264)).toBe('no-media-source');
    expect(whyNone(desktop, HEVC)).toEqual({ codec: 'hvc1.1.6.L93.B0' });
    expect(whyNone({ ...desktop, feeds: () => false }, [])).toBe('no-h264');
    expect(whyNone({ ...oldIphone, opens: (type) => !type.includes('vp09') }, VP9)).toEqual({ codec: 'vp09.00.31.08' });
  });
});
