import { useEffect, useSyncExternalStore } from 'react';
import { keep, kept } from './keep';
import { otherTheme, type Room, storageKey, type Theme, themeOf } from './theme-core';

const watchers = new Set<() => void>();
const SKY = { dark: '#14100f', light: '#f6f1ea' };

const themeNow = (room: Room): Theme => themeOf(room, kept(storageKey(room)));

/** The theme of the room one is in, set on the document, and how to switch it. */
export function useTheme(room: Room): [Theme, () => void] {
  const theme = useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => themeNow(room),
  );
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', SKY[theme]);
  }, [theme]);
  const toggle = () => {
    keep(storageKey(room), otherTheme(theme));
    for (const changed of watchers) changed();
  };
  return [theme, toggle];
}
