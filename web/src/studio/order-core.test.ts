import { expect, test } from 'vitest';
import { changeTo, choicesWith, startOf } from './order-core';

test('a show starts in one of three ways, and says so again', () => {
  for (const start of ['hand', 'encoder', 'time'] as const) expect(startOf(changeTo(start))).toBe(start);
  expect(startOf({ autoStart: true, startOnTime: true })).toBe('encoder');
});

test('a number that another program set stands among the usual ones', () => {
  expect(choicesWith([1, 12, 48], 7)).toEqual([1, 7, 12, 48]);
  expect(choicesWith([1, 12, 48], 12)).toEqual([1, 12, 48]);
  expect(choicesWith([0, 15], null)).toEqual([0, 15]);
});
