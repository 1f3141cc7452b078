import { describe, expect, it } from 'vitest';
import { deedOf, type KeyPress } from './hotkeys-core';

const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  role: null,
  lettersOn: true,
  ...over,
});

describe('the keys of the player', () => {
  it.each([
    ['k', 'play'],
    ['K', 'play'],
    [' ', 'play'],
    ['m', 'mute'],
    ['f', 'fullscreen'],
    ['p', 'pip'],
    ['ArrowUp', 'louder'],
    ['ArrowDown', 'softer'],
    ['?', 'help'],
  ])('%j does %s', (key, deed) => expect(deedOf(press(key))).toBe(deed));

  it('leaves the browser its own shortcuts', () => {
    expect(deedOf(press('f', { ctrlKey: true }))).toBeUndefined();
    expect(deedOf(press('m', { metaKey: true }))).toBeUndefined();
  });

  it('lets a focused button keep its space and a slider its arrows', () => {
    expect(deedOf(press(' ', { role: 'button' }))).toBeUndefined();
    expect(deedOf(press('ArrowUp', { role: 'slider' }))).toBeUndefined();
    expect(deedOf(press('k', { role: 'button' }))).toBe('play');
  });

  it('can have its letters switched off', () => {
    for (const key of ['k', 'm', 'f', 'p', '?']) expect(deedOf(press(key, { lettersOn: false }))).toBeUndefined();
    expect(deedOf(press(' ', { lettersOn: false }))).toBe('play');
  });
});
