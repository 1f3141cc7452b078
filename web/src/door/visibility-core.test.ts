import { expect, it } from 'vitest';
import type { Show } from '../api/client';
import { sendsAway, type Visibility } from './visibility-core';

const show = (phase: Show['phase'], visibility: Visibility) =>
  ({ phase, own: { visibility } }) as unknown as Pick<Show, 'phase' | 'own'>;

it('making a show private sends people away only while some can be there', () => {
  expect(sendsAway(show('live', 'public'), 'private')).toBe(true);
  expect(sendsAway(show('open', 'unlisted'), 'private')).toBe(true);
  expect(sendsAway(show('interrupted', 'public'), 'private')).toBe(true);
  expect(sendsAway(show('scheduled', 'public'), 'private')).toBe(false);
  expect(sendsAway(show('live', 'public'), 'unlisted')).toBe(false);
  expect(sendsAway(show('live', 'private'), 'private')).toBe(false);
  expect(sendsAway(undefined, 'private')).toBe(false);
});
