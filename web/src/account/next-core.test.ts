import { expect, it } from 'vitest';
import { nextOf } from './next-core';

it.each([
  [undefined, '/manage'],
  ['/studio/abc?x=1', '/studio/abc?x=1'],
  ['//evil.example', '/manage'],
  ['/\\evil.example', '/manage'],
  ['https://evil.example', '/manage'],
  ['javascript:alert(1)', '/manage'],
  ['/\t/evil.example', '/manage'],
  ['/sign-in?next=/sign-in', '/manage'],
])('after signing in, %s leads to %s', (next, to) => expect(nextOf(next)).toBe(to));
