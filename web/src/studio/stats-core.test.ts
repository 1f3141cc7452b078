import { describe, expect, it } from 'vitest';
import { larixLink } from './larix-core';
import { sayBitrate, sayProgram, sayRate, saySize } from './stats-core';

describe('the numbers of an encoder', () => {
  it('are said in the unit that fits', () => {
    expect(sayBitrate(2_480_000)).toBe('2.5 Mbit/s');
    expect(sayBitrate(96_400)).toBe('96 kbit/s');
    expect(saySize({ width: 1280, height: 720 })).toBe('1280\u00a0×\u00a0720');
    expect(saySize({ width: 0, height: 0 })).toBeUndefined();
    expect([30, 29.88, 25, 23.976, 59.94, 12.5].map(sayRate)).toEqual(['30', '30', '25', '24', '60', '12.5']);
  });

  it('call an encoder by the name that people know', () => {
    expect(sayProgram('obs-output module (libobs version 29.0.2)')).toBe('OBS 29.0.2');
    expect(sayProgram('Lavf59.27.100')).toBe('ffmpeg');
    expect(sayProgram('Larix Broadcaster')).toBe('Larix Broadcaster');
  });
});

it('makes a link that sets up Larix with server and key', () => {
  const link = larixLink('rtmp://shows.example.org/live/sk_1', 'Tap & night');
  expect(link).toBe(
    'larix://set/v1?conn[][url]=rtmp%3A%2F%2Fshows.example.org%2Flive%2Fsk_1&conn[][name]=Tap%20%26%20night&conn[][mode]=av&conn[][overwrite]=on',
  );
});
