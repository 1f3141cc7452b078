import { expect, it } from 'vitest';
import { codecName, whyNot } from './capability-core';

const all = { isTypeSupported: () => true };

it('says what is missing', () => {
  expect(whyNot({ mediaSource: all, webSocket: true })).toBeUndefined();
  expect(whyNot({ mediaSource: undefined, webSocket: true })).toBe('no-media-source');
  expect(whyNot({ mediaSource: all, webSocket: false })).toBe('no-websocket');
  expect(whyNot({ mediaSource: { isTypeSupported: () => false }, webSocket: true })).toBe('no-h264');
});

it.each([
  ['avc1.64001f', 'H.264'],
  ['hvc1.1.6.L93.B0', 'HEVC'],
  ['H264', 'H.264'],
  ['mp4a.40.2', 'AAC'],
  ['theora', 'theora'],
])('calls %s %s', (codec, name) => expect(codecName(codec)).toBe(name));
