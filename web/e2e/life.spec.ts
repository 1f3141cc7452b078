import { expect, type Page, test } from '@playwright/test';
import { Encoder } from './encoder';
import { House } from './house';
import { looksRight, SIZES } from './looks';
import { need } from './programs';
import { keepsPlaying } from './watching';

need('chromium', 'chromium');
need('ffmpeg', 'ffmpeg');

test.describe.configure({ mode: 'serial' });

const GRACE_S = 4;
let house: House;
let encoder: Encoder | undefined;

test.beforeAll(async () => {
  house = await House.open(`--live-grace=${GRACE_S}s`);
});

test.afterAll(async () => {
  await encoder?.kill();
  await house?.close();
});

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

test('the life of a show, as its audience and its studio see it without a reload', async ({ browser }, info) => {
  test.setTimeout(150_000);
  const shot = (name: string, of: Page) => of.screenshot({ path: info.outputPath(`${name}.png`) });
  const show = await house.show('Tiny Rooms, session 15');
  const { rtmp, key } = await house.ingest(show.id);
  const truck = await house.key(show.id, 'Backup truck');
  const audience = await (await browser.newContext({ ...SIZES.phone, locale: 'en-GB' })).newPage();
  const embedded = await (
    await browser.newContext({ viewport: { width: 480, height: 270 }, locale: 'en-GB' })
  ).newPage();
  const studio = await (
    await browser.newContext({ ...SIZES.wide, locale: 'en-GB', storageState: house.owner })
  ).newPage();
  await audience.goto(`${house.base}/s/${show.id}`);
  await embedded.goto(`${house.base}/s/${show.id}/embed`);
  await studio.goto(`${house.base}/studio/${show.id}`);
  const headline = audience.locator('.headline');

  // A draft: nobody knows when.
  await expect(audience.getByText('No time is set yet')).toBeVisible();
  await expect(studio.getByRole('heading', { name: show.title })).toBeVisible();
  await expect(studio.getByText('Planned for')).toBeHidden();

  // It gets a time, and another one.
  await house.change(show.id, { startsAt: inSeconds(26 * 3600), timeZone: 'Europe/Berlin' });
  await expect(audience.getByText('Starts in', { exact: true })).toBeVisible();
  await expect(audience.getByRole('timer')).toContainText('days');
  await house.change(show.id, { startsAt: inSeconds(1800), startOnTime: true });
  await expect(audience.getByRole('timer')).not.toContainText('days');
  await expect(studio.getByText('Planned for')).toBeVisible();
  await expect(studio.getByText(/goes live by itself at \d\d:\d\d/)).toBeVisible();

  // The doors open: whoever comes waits in front of the curtain, in other people's pages too.
  await studio.getByRole('button', { name: 'Open doors' }).click();
  for (const page of [audience, embedded]) {
    await expect(page.getByText('The doors are open')).toBeVisible();
    await expect(page.getByText('the curtain rises by itself')).toBeVisible();
    await expect(page.getByRole('timer')).toBeVisible();
  }
  await looksRight(audience, 'doors open');
  await looksRight(embedded, 'doors open, embedded');
  await shot('doors', audience);

  // An encoder comes by the second key, which says so; nobody else sees it yet.
  encoder = Encoder.publish(rtmp, truck.key, '320x180');
  await expect(studio.getByText('Private preview')).toBeVisible({ timeout: 30_000 });
  await expect(studio.locator('.streamkeys li', { hasText: 'Backup truck' })).toContainText('used');
  await expect(audience.locator('video')).toHaveCount(0);

  // Its time comes.
  await house.change(show.id, { startsAt: inSeconds(3) });
  await keepsPlaying(audience);
  await expect(headline.getByText('Live', { exact: true })).toBeVisible();
  expect(await house.phase(show.id)).toBe('live');

  // The key is revoked while it is on: the encoder is gone, and nothing calls the show live.
  await studio.getByRole('button', { name: 'Revoke “Backup truck”' }).click();
  await studio.getByRole('alertdialog').getByRole('button', { name: 'Revoke key' }).click();
  expect(await encoder.end()).not.toBe('');
  await expect(headline.getByText('Back in a moment')).toBeVisible();
  await expect(headline.getByText('Live', { exact: true })).toBeHidden();
  await expect(studio.getByText(/“Back in a moment”.*the show ends at/)).toBeVisible();
  await looksRight(audience, 'interrupted');
  await looksRight(studio, 'interrupted, studio');
  await shot('interrupted', studio);
  await expect(headline.getByText('The picture is away')).toBeVisible({ timeout: (GRACE_S + 10) * 1000 });
  await expect(audience.getByText(/s behind/)).toBeHidden();
  await expect(studio.getByText(/“The picture is away”/)).toBeVisible();

  // By the first key it goes on, where they are.
  encoder = Encoder.publish(rtmp, key, '320x180');
  await expect(headline.getByText('Live', { exact: true })).toBeVisible({ timeout: 30_000 });
  await keepsPlaying(audience);

  // Somebody else ends it while the studio still asks.
  await studio.getByRole('button', { name: 'End show' }).click();
  await expect(studio.getByRole('alertdialog')).toBeVisible();
  await house.end(show.id);
  // Whoever goes by keys is not left at the top of the page.
  await expect(studio.getByRole('heading', { name: 'The show has ended' })).toBeFocused();
  await expect(studio.getByRole('alertdialog')).toBeHidden();
  for (const page of [audience, embedded]) await expect(page.getByText('This show has ended')).toBeVisible();
  await encoder.end();

  // A show that will not take place, and then does.
  const doubtful = await house.show('Tiny Rooms, session 16', { startsAt: inSeconds(86_400), timeZone: 'UTC' });
  await audience.goto(`${house.base}/s/${doubtful.id}`);
  await studio.goto(`${house.base}/studio/${doubtful.id}`);
  await studio.getByRole('button', { name: 'Cancel show' }).click();
  await studio.getByLabel('Reason').fill('Our singer is ill.');
  await studio.getByRole('alertdialog').getByRole('button', { name: 'Cancel show' }).click();
  await expect(audience.getByText('This show will not take place')).toBeVisible();
  await expect(audience.getByText('Our singer is ill.')).toBeVisible();
  await looksRight(audience, 'cancelled');
  await studio.getByRole('button', { name: 'Let it happen after all' }).click();
  await expect(audience.getByRole('timer')).toBeVisible();
  await expect(studio.getByText('Waiting for your encoder')).toBeVisible();

  // Behind a password the embedded player leads to the show's page, which lets in who knows it.
  await house.password(doubtful.id, 'lantern');
  await embedded.goto(`${house.base}/s/${doubtful.id}/embed`);
  await expect(embedded.getByText('This show asks for a password')).toBeVisible();
  await expect(embedded.getByRole('link', { name: 'Watch on the show’s page' })).toBeVisible();
  await looksRight(embedded, 'password, embedded');
  await expect(audience.getByText('This show asks for a password')).toBeVisible();
  await audience.getByLabel('Password', { exact: true }).fill('lamp');
  await audience.getByRole('button', { name: 'Come in' }).click();
  await expect(audience.getByText(/not the show.s password/)).toBeVisible();
  await audience.getByLabel('Password', { exact: true }).fill('lantern');
  await audience.getByRole('button', { name: 'Come in' }).click();
  await expect(audience.getByRole('timer')).toBeVisible();
});
