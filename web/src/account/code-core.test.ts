import { describe, expect, it } from 'vitest';
import { digitsOf, isWhole, sentText, sentTo } from './code-core';

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

describe('where a code went to', () => {
  const text = sentText('ann@example.org', 1_000_000);

  it('is known as long as the code may be good', () => {
    expect(sentTo(text, 1_000_000)).toBe('ann@example.org');
    expect(sentTo(text, 1_000_000 + 599_999)).toBe('ann@example.org');
    expect(sentTo(text, 1_000_000 + 600_000)).toBeUndefined();
  });

  it('is not known when the clock was set back, or something else stands there', () => {
    for (const other of [null, '', '{', 'null', '[]', '{"email":1,"at":1000000}', '{"email":"a@b.c"}'])
      expect(sentTo(other, 1_000_000)).toBeUndefined();
    expect(sentTo(text, 999_999)).toBeUndefined();
  });
});
