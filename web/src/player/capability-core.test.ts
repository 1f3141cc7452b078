import { describe, expect, it } from 'vitest';
import { type BrowserParts, carriedByFlv, codecName, firstUnfed, typeOf } from './capability-core';

const browser = (part: Partial<BrowserParts> = {}): BrowserParts => ({
  mediaSource: true,
  managedOnly: false,
  webSocket: true,
  nativeHls: false,
  feeds: () => true,
  opens: () => true,
  ...part,
});

it.each([
  ['avc1.64001f', 'video/mp4; codecs="avc1.64001f"'],
  ['hvc1.1.6.L93.B0', 'video/mp4; codecs="hvc1.1.6.L93.B0"'],
  ['mp4a.40.2', 'audio/mp4; codecs="mp4a.40.2"'],
  ['opus', 'audio/mp4; codecs="opus"'],
  ['fLaC', 'audio/mp4; codecs="fLaC"'],
])('asks for %s as %s', (codec, type) => expect(typeOf(codec)).toBe(type));

describe('what a browser cannot be fed', () => {
  it('is the first codec it does not take', () => {
    const noHevc = browser({ feeds: (type) => !type.includes('hvc1') });
    expect(firstUnfed(['hvc1.1.6.L93.B0', 'mp4a.40.2'], noHevc)).toBe('hvc1.1.6.L93.B0');
    expect(firstUnfed(['avc1.64001f', 'mp4a.40.2'], noHevc)).toBeUndefined();
  });

  it('is asked for the usual picture while the stream is unknown', () => {
    expect(firstUnfed([], browser({ feeds: () => false }))).toBe('avc1.42e01e');
  });
});

it('knows what FLV does not bring to this page', () => {
  expect(['avc1.64001f', 'av01.0.04M.08', 'opus', 'mp4a.40.2'].every(carriedByFlv)).toBe(true);
  expect(['vp09.00.31.08', 'ac-3', 'fLaC'].some(carriedByFlv)).toBe(false);
});

it.each([
  ['avc1.64001f', 'H.264'],
  ['hvc1.1.6.L93.B0', 'HEVC'],
  ['H264', 'H.264'],
  ['mp4a.40.2', 'AAC'],
  ['ec-3', 'Dolby Digital'],
  ['theora', 'theora'],
])('calls %s %s', (codec, name) => expect(codecName(codec)).toBe(name));
