import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContextOptions, expect, type Page } from '@playwright/test';

/** The sizes a page is looked at in. 320 CSS pixels are 1280 at 400 % zoom (WCAG 1.4.10). */
export const SIZES: Record<string, BrowserContextOptions> = {
  wide: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  zoomed: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
};

export type Theme = 'dark' | 'light';

/** Nothing to scroll sideways, nothing that axe calls a violation of WCAG 2.2 A or AA, in any of these themes. */
export async function looksRight(page: Page, what: string, themes: Theme[] = []): Promise<void> {
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter(
      (e) => e.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${scrollWidth} in ${clientWidth}`, ...wide.slice(0, 5).map((e) => `${e.tagName}.${e.className}`)];
  });
  expect.soft(overflow, `${what}: scrolls sideways`).toEqual([]);
  if (themes.length === 0) await axeFindsNothing(page, what);
  for (const theme of themes) {
    await page.evaluate(async (wanted) => {
      document.documentElement.dataset.theme = wanted;
      const changing = document.getAnimations().filter((one) => one instanceof CSSTransition);
      await Promise.all(changing.map((one) => one.finished));
    }, theme);
    await axeFindsNothing(page, `${what}, ${theme}`);
  }
}

async function axeFindsNothing(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const said = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, failureSummary }) => `${id}: ${target} ${any[0]?.message ?? failureSummary ?? ''}`),
  );
  expect.soft(said, `${what}: axe`).toEqual([]);
}
