import { expect, type Page, test } from '@playwright/test';
import { Encoder } from './encoder';
import { Footlight } from './footlight';
import { need } from './programs';
import { keepsPlaying, playedTo } from './watching';

need('chromium', 'chromium');
need('ffmpeg', 'ffmpeg');

test.describe.configure({ mode: 'serial' });

let footlight: Footlight;
let encoder: Encoder | undefined;

test.beforeAll(async () => {
  footlight = Footlight.spawn('serve');
});

test.afterAll(async () => {
  await encoder?.kill();
  expect(await footlight?.stop()).toBe(143);
});

test('a whole evening, from the first start to the last bow', async ({ page, browser }, info) => {
  test.setTimeout(240_000);
  const shot = (name: string, of: Page = page) => of.screenshot({ path: info.outputPath(`${name}.png`) });

  // First run: the one-time link of the log makes the owner's account.
  const setup = await footlight.line(
    'its one-time link',
    (line) => line.match(/https?:\/\/\S+\/setup\?token=\S+/)?.[0],
  );
  await page.goto(setup);
  await page.getByLabel('Your name').fill('Aoife Byrne');
  await page.getByLabel('E-mail').fill('aoife@example.org');
  await page.getByLabel('Password', { exact: true }).fill('a lamp, a chair, a fiddle');
  await shot('setup');
  await page.getByRole('button', { name: 'Create account' }).click();

  // A show is made.
  await page.waitForURL(/\/manage/);
  await shot('manage-empty');
  await page
    .getByRole('link', { name: /new show|plan your first show/i })
    .or(page.getByRole('button', { name: /new show|plan your first show/i }))
    .first()
    .click();
  await page.getByLabel('Title').fill('Tiny Rooms, session 14');
  await shot('new-show');
  await page.getByRole('button', { name: 'Create show' }).click();
  // A show without a time is meant for now: its studio opens by itself.
  await page.waitForURL(/\/studio\//);

  // The studio waits, and shows server and key.
  await expect(page.getByText('Waiting for your encoder')).toBeVisible();
  await page.getByRole('button', { name: 'Show key' }).click();
  const server = await page.getByLabel('Server', { exact: true }).inputValue();
  const key = await page.getByLabel('Stream key', { exact: true }).inputValue();
  expect(server).toMatch(/^rtmp:\/\/[^/]+\/live$/);
  await shot('studio-waiting');

  // A wrong key is refused, and ffmpeg gives up by itself.
  const stranger = Encoder.publish(server, 'sk_wrong');
  expect(await stranger.end()).not.toBe('');

  await expect(page.getByText(/belongs to no show/).first()).toBeVisible();

  // The encoder is on: a private preview, which the audience does not see.
  encoder = Encoder.publish(server, key);
  await expect(page.getByText('Private preview')).toBeVisible({ timeout: 30_000 });
  await keepsPlaying(page);
  await expect(page.getByText(/H\.264.*640\s*[×x]\s*360/)).toBeVisible();
  await shot('studio-preview');
  const showId = page.url().split('/').pop();
  const audience = await browser.newPage();
  await audience.goto(new URL(`/s/${showId}`, setup).href);
  await expect(audience.locator('video')).toHaveCount(0);
  await shot('show-before', audience);

  // Live: the audience's page follows by itself.
  await page.getByRole('button', { name: 'Go live' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Go live' }).click();
  await keepsPlaying(audience);
  await expect(audience.getByText('1 watching').or(audience.getByText('2 watching'))).toBeVisible();
  await shot('show-live', audience);
  await shot('studio-live');

  // The encoder drops: the page says so, and goes on without a reload when it returns.
  await encoder.kill();
  const away = audience.getByText('Back in a moment');
  await expect(away.first()).toBeVisible({ timeout: 20_000 });
  await shot('show-interrupted', audience);
  const stoppedAt = await playedTo(audience);
  encoder = Encoder.publish(server, key);
  await expect(away).toHaveCount(0, { timeout: 30_000 });
  await keepsPlaying(audience);
  console.log(`played to ${stoppedAt.toFixed(1)} s before the drop, ${(await playedTo(audience)).toFixed(1)} s after`);

  // The end: viewers and encoder are let go.
  await page.getByRole('button', { name: 'End show' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End show' }).click();
  await expect(audience.getByText('This show has ended')).toBeVisible();
  await encoder.end();
  await shot('show-ended', audience);
  await shot('studio-ended');

  // Home knows it as past.
  await audience.goto(new URL('/', setup).href);
  await expect(audience.getByText('Tiny Rooms, session 14')).toBeVisible();
  await shot('home', audience);
  await audience.close();
});
