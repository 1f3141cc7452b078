import { describe, expect, it } from 'vitest';
import {
  channelNamed,
  firstChannel,
  handleFits,
  handleFrom,
  handleTyped,
  type MyChannel,
  sectionsOf,
} from './desk-core';

const channel = (id: string, handle: string, ...actions: MyChannel['actions']): MyChannel => ({
  id,
  handle,
  name: handle,
  role: 'moderator',
  actions,
});

describe('the dashboard of a channel', () => {
  it('has only the rooms that the role may see', () => {
    expect(sectionsOf(channel('a', 'tap', 'look', 'moderate', 'see-team'))).toEqual(['shows', 'calendar', 'team']);
    expect(sectionsOf(channel('a', 'tap', 'look', 'hook'))).toEqual(['shows', 'calendar', 'developers']);
    expect(sectionsOf(channel('a', 'tap'))).toEqual([]);
  });

  it('is found by handle and by id, and by nothing else', () => {
    const mine = [channel('a1b2c3d4e5f6', 'tap')];
    expect(channelNamed(mine, '@tap')?.id).toBe('a1b2c3d4e5f6');
    expect(channelNamed(mine, 'a1b2c3d4e5f6')?.handle).toBe('tap');
    expect(channelNamed(mine, 'tap')).toBeUndefined();
  });

  it('opens where one was last, or else at the first', () => {
    const mine = [channel('one', 'one'), channel('two', 'two')];
    expect(firstChannel(mine, 'two')?.id).toBe('two');
    expect(firstChannel(mine, 'gone')?.id).toBe('one');
    expect(firstChannel([], 'two')).toBeUndefined();
  });
});

describe('a handle', () => {
  it.each(['tap', 'tap-house', '0-9', 'a'.repeat(30)])('may be %s', (handle) => {
    expect(handleFits(handle)).toBe(true);
  });
  it.each(['', 'ta', '-tap', 'tap-', 'tap--house', 'Tap', 'täp', 'tap house', 'a'.repeat(31)])(
    'may not be "%s"',
    (handle) => {
      expect(handleFits(handle)).toBe(false);
    },
  );
  it('comes out of a name', () => {
    expect(handleFrom('  Großes Kino & Café! ')).toBe('grosses-kino-cafe');
    expect(handleFrom(`${'a'.repeat(29)} b`)).toBe('a'.repeat(29));
    expect(handleFrom('劇場')).toBe('');
  });
  it('is understood with its sign and in capitals', () => {
    expect(handleTyped(' @Tap-House ')).toBe('tap-house');
  });
});
