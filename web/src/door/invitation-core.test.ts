import { describe, expect, it } from 'vitest';
import { addressesIn, linkEnds, linkState } from './invitation-core';

const NOW = Date.parse('2026-11-20T19:30:00Z');

describe('an invitation link', () => {
  it('lasts for ever, or until then', () => {
    expect(linkEnds('ever', NOW)).toBeNull();
    expect(linkEnds('day', NOW)).toBe('2026-11-21T19:30:00.000Z');
    expect(linkEnds('week', NOW)).toBe('2026-11-27T19:30:00.000Z');
    expect(linkEnds('month', NOW)).toBe('2026-12-20T19:30:00.000Z');
  });

  it('says why it opens nothing any more', () => {
    const link = { uses: 2, mostUses: 3, expiresAt: '2026-11-20T19:30:01Z' };
    expect(linkState(link, NOW)).toBe('good');
    expect(linkState(link, NOW + 1000)).toBe('expired');
    expect(linkState({ ...link, uses: 3 }, NOW)).toBe('used');
    expect(linkState({ uses: 999, mostUses: null, expiresAt: null }, NOW)).toBe('good');
  });
});

describe('addresses that are typed into one field', () => {
  it('are parted by whatever people put between them', () => {
    expect(addressesIn(' ada@example.org, grace@example.org;\nADA@example.org\t')).toEqual({
      emails: ['ADA@example.org', 'grace@example.org'],
      wrong: undefined,
    });
    expect(addressesIn('  \n')).toEqual({ emails: [], wrong: undefined });
  });

  it('name the first that is none', () => {
    expect(addressesIn('ada@example.org grace@').wrong).toBe('grace@');
    expect(addressesIn(`${'a'.repeat(250)}@example.org`).wrong).toMatch(/^aaa/);
  });
});
