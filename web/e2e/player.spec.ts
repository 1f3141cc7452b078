import { expect, type Page, test } from '@playwright/test';
import { type Addresses, Footlight } from './footlight';
import { looksRight, SIZES } from './looks';
import { need } from './programs';
import { keepsPlaying, mediaOf, playedTo, words } from './watching';

need('chromium', 'chromium');

/** The player on a show that is live: its controls, its ways, its browsers that cannot. */
let footlight: Footlight;
let demo: Addresses;

test.beforeAll(async () => {
  footlight = Footlight.spawn('demo', '--json');
  demo = await footlight.addresses();
});

test.afterAll(async () => {
  expect(await footlight?.stop()).toBe(143);
});

const player = (page: Page) => page.getByRole('region', { name: /^Player/ });
const delay = async (page: Page) =>
  Number.parseFloat((await page.locator('.delay').textContent({ timeout: 10_000 })) ?? '');

test('full screen is entered and left by button and by key', async ({ page }) => {
  await page.goto(demo.watch);
  await keepsPlaying(page);
  const full = () => page.evaluate(() => document.fullscreenElement?.className ?? document.fullscreenElement?.tagName);
  await player(page).hover();
  await page.getByRole('button', { name: /full ?screen/i }).click();
  await expect.poll(full).toBeTruthy();
  await keepsPlaying(page);
  // What the player has to say and to set is there too.
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeHidden();
  await expect.poll(full).toBeTruthy();
  await page.getByRole('button', { name: /full ?screen/i }).click();
  await expect.poll(full).toBeFalsy();
  await player(page).focus();
  await page.keyboard.press('f');
  await expect.poll(full).toBe('player');
  await page.keyboard.press('f');
  await expect.poll(full).toBeFalsy();
  await keepsPlaying(page);
});

test('the picture goes into its own window and comes back', async ({ page }) => {
  await page.goto(demo.watch);
  await keepsPlaying(page);
  const apart = () => page.evaluate(() => document.pictureInPictureElement?.tagName);
  await player(page).hover();
  await page.getByRole('button', { name: /picture in picture/i }).click();
  await expect.poll(apart).toBe('VIDEO');
  await keepsPlaying(page);
  await player(page).focus();
  await page.keyboard.press('p');
  await expect.poll(apart).toBeFalsy();
  await keepsPlaying(page);
});

test('the keyboard reaches every control, and they stay while one of them is open', async ({ page }) => {
  await page.goto(demo.watch);
  await keepsPlaying(page);
  await player(page).focus();
  const reached: string[] = [];
  for (let step = 0; step < 9; step += 1) {
    await page.keyboard.press('Tab');
    reached.push(
      await page.evaluate(() => {
        const one = document.activeElement;
        return one?.getAttribute('aria-label') ?? one?.tagName ?? '';
      }),
    );
  }
  for (const name of [/pause/i, /mute/i, /volume/i, /settings/i, /keyboard/i, /picture/i, /full/i])
    expect(
      reached.some((one) => name.test(one)),
      `${name} among ${reached.join(', ')}`,
    ).toBe(true);

  await page.getByRole('button', { name: 'Settings' }).focus();
  await page.keyboard.press('Enter');
  const shortest = page.getByRole('radio', { name: /Shortest/ });
  await expect(shortest).toBeFocused();
  await expect(shortest).toBeChecked();
  // The bar hides after two seconds; not under a hand, and not with something open.
  await page.waitForTimeout(3_000);
  const seen = await page
    .getByRole('dialog', { name: 'Settings' })
    .evaluate((sheet) => Number(getComputedStyle(sheet.closest('media-control-bar') ?? sheet).opacity));
  expect(seen).toBe(1);
  await looksRight(page, 'the settings');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Settings' })).toBeFocused();
  await page.keyboard.press('?');
  const letters = page.getByLabel('Single-letter keys');
  await letters.focus();
  await page.keyboard.press('Space');
  await expect(letters).not.toBeChecked();
  await looksRight(page, 'the keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('k');
  expect(await page.evaluate(() => document.querySelector('video')?.paused)).toBe(false);
});

test('pause stays where it is, and there is a way back to live', async ({ page }) => {
  await page.goto(demo.watch);
  await keepsPlaying(page);
  await player(page).focus();
  await page.keyboard.press('k');
  const at = await playedTo(page);
  await page.waitForTimeout(5_000);
  expect(await playedTo(page)).toBe(at);
  await page.keyboard.press('k');
  await keepsPlaying(page);
  expect(await delay(page)).toBeGreaterThan(4);
  await page.getByRole('button', { name: 'Back to live' }).click();
  await expect.poll(() => delay(page), { timeout: 10_000 }).toBeLessThan(2);
});

test('a short delay comes by HLS, chosen by keyboard, measured and remembered', async ({ page }, info) => {
  await page.goto(demo.watch);
  await keepsPlaying(page);
  expect(await mediaOf(page)).toEqual(['flv']);
  await page.getByRole('button', { name: 'Settings' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /^Short / })).toBeChecked();
  await expect.poll(() => mediaOf(page), { timeout: 15_000 }).toContain('m3u8');
  await keepsPlaying(page);
  await expect(page.getByText(/Measured now: \d+\.\d s behind/)).toBeVisible();
  await page.screenshot({ path: info.outputPath('settings.png') });
  await page.keyboard.press('Escape');
  await expect.poll(() => delay(page), { timeout: 20_000 }).toBeLessThan(3);
  await page.reload();
  await keepsPlaying(page);
  expect(await mediaOf(page)).toContain('m3u8');
  await page.locator('.player').hover();
  await page.waitForTimeout(10_000);
  expect(await delay(page)).toBeLessThan(3);
  expect(await words(page)).toBe('');
});

test('a network that blocks WebSockets gets HLS, and is told', async ({ page }, info) => {
  await page.routeWebSocket(/\.flv/, (socket) => socket.close());
  await page.goto(demo.watch);
  await keepsPlaying(page);
  await expect(page.getByText('This network blocks the shortest delay. Switched to a short delay.')).toBeVisible();
  await page.screenshot({ path: info.outputPath('blocked.png') });
  expect(await mediaOf(page)).toContain('m3u8');
});

test('a browser that feeds FLV in vain gets HLS, and is told', async ({ page }) => {
  await page.addInitScript(() => {
    const real = SourceBuffer.prototype.appendBuffer;
    // FLV arrives in a media source that a page of ours opens first.
    let buffers = 0;
    const add = MediaSource.prototype.addSourceBuffer;
    MediaSource.prototype.addSourceBuffer = function (type) {
      buffers += 1;
      const buffer = add.call(this, type);
      if (buffers <= 2)
        buffer.appendBuffer = () => {
          throw new DOMException('broken', 'QuotaExceededErrorNot');
        };
      else buffer.appendBuffer = real;
      return buffer;
    };
  });
  await page.goto(demo.watch);
  await keepsPlaying(page);
  await expect(page.getByText(/did not play with the shortest delay. Switched to a short delay/)).toBeVisible();
});

test('a browser with nothing but HLS of its own plays that, and has nothing to choose', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'MediaSource'));
  await page.goto(demo.watch);
  await keepsPlaying(page);
  await expect(page.getByRole('button', { name: 'Settings' })).toHaveCount(0);
  expect(await page.evaluate(() => document.querySelector('video')?.src)).toContain('.m3u8');
});

test('an Apple browser with a managed media source is fed HLS', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { ManagedMediaSource: window.MediaSource });
    Reflect.deleteProperty(window, 'MediaSource');
  });
  await page.goto(demo.watch);
  await keepsPlaying(page);
  expect(await mediaOf(page)).toContain('m3u8');
});

test('a browser that can do none of it says so', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'MediaSource');
    HTMLMediaElement.prototype.canPlayType = () => '';
  });
  await page.goto(demo.watch);
  await expect(page.getByText('This browser cannot play the show')).toBeVisible();
  await looksRight(page, 'a browser that cannot');
});

test('no engine is fetched before something plays', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  await page.goto(new URL('/', demo.watch).href);
  await page.waitForTimeout(1_000);
  expect(scripts.filter((url) => /-engine-/.test(url))).toEqual([]);
  await page.goto(demo.watch);
  await keepsPlaying(page);
  expect(scripts.filter((url) => /-engine-/.test(url)).map((url) => url.replace(/.*\/|-[\w-]{8}\.js$/g, ''))).toEqual([
    'flv-engine',
  ]);
});

for (const size of ['phone', 'zoomed']) {
  test(`the settings fit, ${size}`, async ({ browser }, info) => {
    const page = await (await browser.newContext({ ...SIZES[size], locale: 'en-GB' })).newPage();
    await page.goto(demo.watch);
    await keepsPlaying(page);
    await page.locator('.player').hover();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.waitForTimeout(300);
    await page.screenshot({ path: info.outputPath(`settings-${size}.png`) });
    const box = await page.getByRole('dialog', { name: 'Settings' }).boundingBox();
    const view = page.viewportSize();
    expect(box && view && box.x >= 0 && box.x + box.width <= view.width).toBe(true);
    await page.getByRole('radio', { name: /Steady/ }).scrollIntoViewIfNeeded();
    await expect(page.getByRole('radio', { name: /Steady/ })).toBeInViewport();
    await page.context().close();
  });
}
