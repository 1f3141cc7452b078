import { expect, test } from 'vitest';
import { broughtBy, renewInMs } from './pass-core';

test('a pass is renewed two minutes before it is over', () => {
  const now = Date.parse('2026-11-20T19:30:00Z');
  expect(renewInMs('2026-11-20T19:40:00Z', now)).toBe(8 * 60_000);
});

test('a pass that is nearly over is renewed at once, but not in a rush', () => {
  const now = Date.parse('2026-11-20T19:30:00Z');
  expect(renewInMs('2026-11-20T19:30:01Z', now)).toBe(5_000);
  expect(renewInMs('2026-11-20T19:29:00Z', now)).toBe(5_000);
});

test('a link brings an invitation or a pass', () => {
  expect(broughtBy('#invitation=abc-_')).toEqual({ invitation: 'abc-_' });
  expect(broughtBy('#pass=a.b')).toEqual({ pass: 'a.b' });
});

test('anything else brings nothing', () => {
  for (const hash of ['', '#', '#pass=', '#invitation=<script>', '#other=1', `#pass=${'x'.repeat(400)}`])
    expect(broughtBy(hash)).toBeUndefined();
});
