import { describe, expect, it } from 'vitest';
import { calledOf, confirms } from './farewell-core';

const ada = { email: 'ada@example.org', name: 'Ada' };

describe('the word that ends an account', () => {
  it('is the address, in any case and with blanks around', () => {
    expect(confirms(ada, ' Ada@Example.org ')).toBe(true);
    for (const typed of ['', 'Ada', 'ada@example.com', 'delete']) expect(confirms(ada, typed)).toBe(false);
  });

  it('is the name where there is no address', () => {
    expect(calledOf({ email: '', name: 'Mia' })).toBe('Mia');
    expect(confirms({ email: '', name: 'Mia' }, 'mia')).toBe(true);
    expect(confirms({ email: '', name: 'Mia' }, '')).toBe(false);
  });
});
