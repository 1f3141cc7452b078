import { expect, test } from '@playwright/test';
import { Firefox } from './firefox';
import { type Addresses, Footlight } from './footlight';
import { need } from './programs';
import { keepsPlaying, mediaOf, words } from './watching';

need('firefox-esr', 'firefox-esr');

let footlight: Footlight;
let demo: Addresses;
let firefox: Firefox;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  footlight = Footlight.spawn('demo', '--json');
  demo = await footlight.addresses();
  firefox = await Firefox.open();
});

test.afterAll(async () => {
  try {
    await firefox?.close();
  } finally {
    expect(await footlight?.stop()).toBe(143);
  }
});

for (const [wish, asked] of [
  ['shortest', 'flv'],
  ['short', 'm3u8'],
] as const) {
  test(`Firefox plays the show page with ${wish} delay`, async ({ browserName: _ }, info) => {
    const page = await firefox.page({ 'player.delay': wish });
    await page.goto(demo.watch);
    await keepsPlaying(page);
    await keepsPlaying(page);
    expect(await words(page)).toBe('');
    expect(await mediaOf(page)).toContain(asked);
    const delay = await page.evaluate(() => document.querySelector('.delay')?.textContent ?? '');
    expect(Number.parseFloat(delay)).toBeLessThan(wish === 'short' ? 4 : 2.5);
    await page.screenshot({ path: info.outputPath(`firefox-${wish}.png`) });
    await page.close();
  });
}
