import { expect, test } from 'vitest';
import type { Show } from '../api/client';
import { changeTo, choicesWith, endsAt, startOf } from './order-core';

test('a show starts in one of three ways, and says so again', () => {
  for (const start of ['hand', 'encoder', 'time'] as const) expect(startOf(changeTo(start))).toBe(start);
  expect(startOf({ autoStart: true, startOnTime: true })).toBe('encoder');
});

test('a number that another program set stands among the usual ones', () => {
  expect(choicesWith([1, 12, 48], 7)).toEqual([1, 7, 12, 48]);
  expect(choicesWith([1, 12, 48], 12)).toEqual([1, 12, 48]);
  expect(choicesWith([0, 15], null)).toEqual([0, 15]);
});

test('a show whose encoder is away says when that ends it, and no other does', () => {
  const own = { endAfterHours: 12 } as Show['own'];
  const interruptedAt = '2027-03-27T20:00:00.000Z';
  expect(endsAt({ phase: 'interrupted', interruptedAt, own })).toBe('2027-03-28T08:00:00.000Z');
  expect(endsAt({ phase: 'live', interruptedAt: null, own })).toBeUndefined();
  expect(endsAt({ phase: 'interrupted', interruptedAt })).toBeUndefined();
});
