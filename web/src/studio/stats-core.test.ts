import { describe, expect, it } from 'vitest';
import type { Encoder } from '../api/client';
import { larixLink } from './larix-core';
import { adviceFor, sayBitrate, sayRate, saySize } from './stats-core';

const video = { codec: 'H.264', width: 1280, height: 720, framesPerSecond: 30, keyframeGapMs: 2000 };
const encoder = (part: object) => ({ on: true, video, audio: { codec: 'AAC' }, ...part }) as unknown as Encoder;

describe('the numbers of an encoder', () => {
  it('are said in the unit that fits', () => {
    expect(sayBitrate(2_480_000)).toBe('2.5 Mbit/s');
    expect(sayBitrate(96_400)).toBe('96 kbit/s');
    expect(saySize({ width: 1280, height: 720 })).toBe('1280\u00a0×\u00a0720');
    expect(saySize({ width: 0, height: 0 })).toBeUndefined();
    expect([30, 29.88, 25, 23.976, 59.94, 12.5].map(sayRate)).toEqual(['30', '30', '25', '24', '60', '12.5']);
  });

  it('bring advice only when there is something to do', () => {
    expect(adviceFor(encoder({}))).toEqual([]);
    expect(adviceFor(encoder({ video: { ...video, keyframeGapMs: 8_300 } }))).toEqual([
      { kind: 'slowKeyframes', seconds: 8 },
    ]);
    expect(adviceFor(encoder({ video: { ...video, codec: 'HEVC' } }))).toEqual([{ kind: 'hardCodec', codec: 'HEVC' }]);
    expect(adviceFor(encoder({ audio: null }))).toEqual([{ kind: 'noSound' }]);
    expect(adviceFor(encoder({ on: false, audio: null }))).toEqual([]);
  });
});

it('makes a link that sets up Larix with server and key', () => {
  const link = larixLink('rtmp://shows.example.org/live/sk_1', 'Tap & night');
  expect(link).toBe(
    'larix://set/v1?conn[][url]=rtmp%3A%2F%2Fshows.example.org%2Flive%2Fsk_1&conn[][name]=Tap%20%26%20night&conn[][mode]=av&conn[][overwrite]=on',
  );
});
