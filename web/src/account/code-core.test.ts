import { expect, it } from 'vitest';
import { digitsOf, isWhole } from './code-core';

it('takes a code as people type and paste it', () => {
  expect(['123456', ' 123 456 ', '123-456', 'Your code is 123456.', 'within 10 minutes: 123456'].map(digitsOf)).toEqual(
    Array(5).fill('123456'),
  );
});

it('keeps what is not whole yet, and no more than six', () => {
  expect(['', '12', 'a1b2', '1234567'].map(digitsOf)).toEqual(['', '12', '12', '123456']);
});

it('knows a whole one', () => {
  expect([isWhole('12345'), isWhole('123456')]).toEqual([false, true]);
});
