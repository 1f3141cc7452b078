import { expect, it } from 'vitest';
import { hostOf, onlyFromHere } from './reach-core';

it.each([
  'rtmp://localhost/live',
  'rtmp://localhost:1935/live/sk_1',
  'rtmps://LOCALHOST/live',
  'rtmp://127.0.0.1:15011/live',
  'rtmp://127.8.0.1/live',
  'rtmp://[::1]:1935/live',
  'rtmp://0.0.0.0/live',
  'rtmp://stage.localhost/live',
])('%s leads nowhere from a phone', (address) => expect(onlyFromHere(address)).toBe(true));

it.each([
  'rtmp://shows.example.org/live',
  'rtmp://192.168.1.20:1935/live',
  'rtmp://[fd00::1]/live',
  'rtmp://localhost.example.org/live',
  'rtmp://127.example.org/live/localhost',
  'no address',
])('%s may be reached from elsewhere', (address) => expect(onlyFromHere(address)).toBe(false));

it('names the host alone', () => {
  expect(hostOf('rtmp://127.0.0.1:1935/live')).toBe('127.0.0.1');
  expect(hostOf('rtmp://[::1]:1935/live')).toBe('[::1]');
});
