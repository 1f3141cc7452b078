import { expect, it } from 'vitest';
import { invitationOf, tokenOf } from './link-core';

it.each([
  ['#4rW0cUeGmVnL8tKp2a_X-z', '4rW0cUeGmVnL8tKp2a_X-z'],
  ['', undefined],
  ['#', undefined],
  ['#a b', undefined],
  [`#${'x'.repeat(101)}`, undefined],
])('the token of %s is %s', (hash, token) => expect(tokenOf(hash)).toBe(token));

it('an invitation is carried along to signing up, and nothing else is', () => {
  expect(invitationOf('/manage/invitation#abc_1')).toBe('abc_1');
  expect(invitationOf('/manage/invitation')).toBeUndefined();
  expect(invitationOf('/studio/x#abc')).toBeUndefined();
  expect(invitationOf(undefined)).toBeUndefined();
});
