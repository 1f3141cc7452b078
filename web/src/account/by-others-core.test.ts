import { expect, test } from 'vitest';
import { faultOf } from './by-others-core';

test('every word of the server has a sentence, and strange ones have one too', () => {
  expect(faultOf(undefined)).toBeUndefined();
  expect(faultOf('try-again')).toBe('tryAgain');
  expect(faultOf('link-first')).toBe('linkFirst');
  expect(faultOf('constructor')).toBe('away');
});
