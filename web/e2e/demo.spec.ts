import { expect, test } from '@playwright/test';
import { delayOnScreenMs } from './clock-blocks';
import { type Addresses, Footlight } from './footlight';
import { need } from './programs';

need('chromium', 'chromium');

let footlight: Footlight;
let demo: Addresses;

test.beforeAll(async () => {
  footlight = Footlight.spawn('demo', '--json');
  demo = await footlight.addresses();
});

test.afterAll(async () => {
  expect(await footlight?.stop()).toBe(143);
});

test('the demo plays in a browser within two seconds of its drawing', async ({ page }, info) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(demo.watch);
  await expect.poll(() => delayOnScreenMs(page), { timeout: 30_000 }).toBeLessThan(2000);

  const delays: number[] = [];
  await expect
    .poll(
      async () => {
        const delay = await delayOnScreenMs(page);
        if (delay !== undefined) delays.push(delay);
        return delays.length;
      },
      { timeout: 60_000, intervals: [500] },
    )
    .toBeGreaterThanOrEqual(10);
  delays.sort((a, b) => a - b);
  console.log(`delay from the blocks, ms: ${delays.join(' ')}`);
  expect(delays[Math.floor(delays.length / 2)]).toBeLessThan(2000);
  await page.screenshot({ path: info.outputPath('demo-wide.png') });
  expect(problems).toEqual([]);
});

test('the server writes title and state into the page itself', async ({ request }) => {
  const html = await (await request.get(demo.watch)).text();
  expect(html).toMatch(/<meta property="og:title" content="[^"]+"/);
  expect(html).toMatch(/<title>[^<]+<\/title>/);
  expect(html).toContain('id="page-state"');
});

test('the demo plays on a phone, the picture on top', async ({ browser }, info) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  await page.goto(demo.watch);
  await expect.poll(() => delayOnScreenMs(page), { timeout: 30_000 }).toBeLessThan(2000);
  const box = await page.locator('video').boundingBox();
  expect(box?.y).toBeLessThan(80);
  await page.screenshot({ path: info.outputPath('demo-phone.png') });
  await page.close();
});
