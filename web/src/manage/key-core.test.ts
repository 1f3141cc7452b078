import { describe, expect, it } from 'vitest';
import { curlOf, expiryAt, keyState, originsIn } from './key-core';

const NOW = Date.parse('2026-11-20T12:00:00Z');

describe('a key of the API', () => {
  it('is good until it expires or is revoked', () => {
    expect(keyState({ revokedAt: null, expiresAt: null }, NOW)).toBe('good');
    expect(keyState({ revokedAt: null, expiresAt: '2026-11-20T12:00:01Z' }, NOW)).toBe('good');
    expect(keyState({ revokedAt: null, expiresAt: '2026-11-20T12:00:00Z' }, NOW)).toBe('expired');
    expect(keyState({ revokedAt: '2026-11-19T12:00:00Z', expiresAt: null }, NOW)).toBe('revoked');
  });

  it('expires after so many days, or never', () => {
    expect(expiryAt('30', NOW)).toBe('2026-12-20T12:00:00.000Z');
    expect(expiryAt('never', NOW)).toBeNull();
  });

  it('reads sites however they are parted', () => {
    expect(originsIn(' https://a.example\n\nhttps://b.example, https://a.example ')).toEqual([
      'https://a.example',
      'https://b.example',
    ]);
    expect(originsIn('  ')).toEqual([]);
  });

  it('is tried with a request that it may make', () => {
    expect(curlOf('https://x.example', 'a1', { secret: 'flk_s', scopes: ['live'] })).toBe(
      "curl -H 'Authorization: Bearer flk_s' 'https://x.example/api/v1/channels/a1/shows'",
    );
    expect(curlOf('https://x.example', 'a1', { secret: 'flk_s', scopes: ['keys'] })).toContain("/channels/a1'");
  });
});
