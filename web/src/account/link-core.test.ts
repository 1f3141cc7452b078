import { expect, it } from 'vitest';
import { tokenOf } from './link-core';

it.each([
  ['#4rW0cUeGmVnL8tKp2a_X-z', '4rW0cUeGmVnL8tKp2a_X-z'],
  ['', undefined],
  ['#', undefined],
  ['#a b', undefined],
  [`#${'x'.repeat(101)}`, undefined],
])('the token of %s is %s', (hash, token) => expect(tokenOf(hash)).toBe(token));
