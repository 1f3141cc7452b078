import { describe, expect, it } from 'vitest';
import { choiceOf, sitesIn } from './origins-core';

describe('whose pages may hold a player', () => {
  it('is one of four things', () => {
    expect(choiceOf({ origins: null, inherited: true })).toBe('inherited');
    expect(choiceOf({ origins: ['https://shop.example'], inherited: true })).toBe('inherited');
    expect(choiceOf({ origins: null, inherited: false })).toBe('any');
    expect(choiceOf({ origins: [], inherited: false })).toBe('none');
    expect(choiceOf({ origins: ['https://shop.example'], inherited: false })).toBe('some');
  });
});

describe('sites that are typed', () => {
  it('may be whole addresses, bare names, or there twice', () => {
    expect(sitesIn('https://shop.example/live?x=1\nshop.example, http://localhost:8080  https://SHOP.example')).toEqual(
      {
        sites: ['https://shop.example', 'http://localhost:8080'],
        wrong: undefined,
      },
    );
  });

  it.each(['*', 'https://*.example', 'ftp://shop.example', 'javascript://x', 'https://me@shop.example', 'a b:://'])(
    'are refused when they are none: %s',
    (typed) => {
      expect(sitesIn(`https://good.example ${typed}`).wrong).toBeDefined();
    },
  );

  it('may be none', () => {
    expect(sitesIn(' \n ')).toEqual({ sites: [], wrong: undefined });
  });
});
