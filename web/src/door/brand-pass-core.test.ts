import { expect, it } from 'vitest';
import { passEnds, passState } from './brand-pass-core';

const NOW = Date.parse('2026-11-20T19:30:00Z');

it('a pass of a day ends within the day that the server allows', () => {
  expect(passEnds(24, NOW)).toBe('2026-11-21T19:29:00.000Z');
});

it('a pass is revoked, expired or good, and revoked stays revoked', () => {
  const pass = { revokedAt: null, expiresAt: '2026-11-20T20:00:00Z' };
  expect(passState(pass, NOW)).toBe('good');
  expect(passState(pass, NOW + 1_800_000)).toBe('expired');
  expect(passState({ ...pass, revokedAt: '2026-11-20T19:00:00Z' }, NOW + 1_800_000)).toBe('revoked');
});
