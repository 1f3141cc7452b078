import { expect, it } from 'vitest';
import { hereOf, nextOf, nextWith } from './next-core';

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

it.each([
  ['/account', undefined, '/account'],
  ['/account', 'denied', '/account?problem=denied'],
  ['/admin/accounts?q=ada', 'denied', '/admin/accounts?q=ada&problem=denied'],
  ['/account/email#token', 'a&b', '/account/email?problem=a%26b#token'],
  ['//evil.example', 'denied', '/manage?problem=denied'],
])('whoever is on the way to %s is told of %s at %s', (next, problem, to) => expect(nextWith(next, problem)).toBe(to));

it.each([
  ['/account', '', '/account'],
  ['/account', '?problem=denied&provider=x', '/account'],
  ['/admin/accounts', '?q=ada&problem=denied', '/admin/accounts?q=ada'],
])('from %s%s one comes back to %s', (pathname, search, to) => expect(hereOf({ pathname, search })).toBe(to));
