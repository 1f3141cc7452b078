import { expect } from '@playwright/test';

/** A page of Playwright's or of Puppeteer's: what the tests of watching need of either. */
export interface Screen {
  goto(url: string): Promise<unknown>;
  evaluate<T>(look: () => T): Promise<T>;
}

/** The media time of the page's player in seconds; -1 without one. */
export const playedTo = (screen: Screen): Promise<number> =>
  screen.evaluate(() => document.querySelector('video')?.currentTime ?? -1);

/** What the player says over the picture. */
export const words = (screen: Screen): Promise<string> =>
  screen.evaluate(() => document.querySelector('.player-words')?.textContent ?? '');

/** Waits until the picture has moved on by a second. */
export async function keepsPlaying(screen: Screen, withinMs = 30_000): Promise<void> {
  await expect.poll(() => playedTo(screen), { timeout: withinMs }).toBeGreaterThan(0);
  const from = await playedTo(screen);
  await expect.poll(() => playedTo(screen), { timeout: withinMs }).toBeGreaterThan(from + 1);
}

/** By which way the media came: what stands behind the last dot of the addresses asked for. */
export const mediaOf = (screen: Screen): Promise<string[]> =>
  screen.evaluate(() => {
    const hls = performance
      .getEntriesByType('resource')
      .filter(({ name }) => /\/live\//.test(name))
      .map(({ name }) => new URL(name).pathname.split('.').pop() ?? '');
    // A WebSocket leaves no entry.
    return hls.length > 0 ? [...new Set(hls)] : ['flv'];
  });
