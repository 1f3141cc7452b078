import { expect, type Page, test } from '@playwright/test';
import { Encoder } from './encoder';
import { House } from './house';
import { looksRight, SIZES } from './looks';
import { need } from './programs';
import { keepsPlaying, playedTo } from './watching';

need('chromium', 'chromium');
need('ffmpeg', 'ffmpeg');

test.describe.configure({ mode: 'serial' });

let house: House;
let encoder: Encoder | undefined;

test.beforeAll(async () => {
  house = await House.open();
});

test.afterAll(async () => {
  await encoder?.kill();
  await house?.close();
});

const EMAIL = 'grace@example.org';
const PASSWORD = 'three blue lamps on stage';

/** What the letter says, at the address that this server has here. */
const here = (link: string) => {
  const { pathname, hash } = new URL(link, house.base);
  return `${house.base}${pathname}${hash}`;
};

test('from signing up to a show with a password, taken back in the middle', async ({ browser }, info) => {
  test.setTimeout(300_000);
  const context = await browser.newContext({ ...SIZES.wide, locale: 'en-GB' });
  const page = await context.newPage();
  const shot = (name: string, of: Page = page) => of.screenshot({ path: info.outputPath(`${name}.png`) });

  // Somebody signs up, and proves their address by the link of a letter.
  await page.goto(`${house.base}/sign-in`);
  await page.getByRole('link', { name: 'Make an account' }).click();
  await page.getByLabel('Your name').fill('Grace O\u2019Malley');
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await looksRight(page, 'sign up');
  await shot('sign-up');
  await page.getByRole('main').getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Look at your mail')).toBeVisible();
  await page.goto(here(await house.linkFor(EMAIL)));
  await looksRight(page, 'confirm');
  await page.getByRole('button', { name: 'Confirm and sign in' }).click();
  await page.waitForURL(/\/manage/);

  // Their own account: where they are signed in.
  await page.getByRole('link', { name: 'Your account' }).click();
  await expect(page.getByText('this browser')).toBeVisible();
  await looksRight(page, 'account');
  await shot('account');

  // A channel and a show of their own.
  await page.goto(`${house.base}/manage/new`);
  await page.getByLabel('Name').fill('Harbour Stage');
  await page.getByRole('button', { name: 'Make channel' }).click();
  await page.waitForURL(/\/manage\/@harbour-stage\/shows/);
  await page.getByRole('link', { name: 'Plan your first show' }).click();
  await page.getByLabel('Title').fill('Tap night');
  await page.getByRole('button', { name: 'Create show' }).click();
  await page.waitForURL(/\/studio\//);
  const showId = page.url().split('/').pop() ?? '';

  // Its key, an encoder, live.
  await page.getByRole('button', { name: 'Show key' }).first().click();
  const server = await page.getByLabel('Server', { exact: true }).inputValue();
  const key = await page.getByLabel('Stream key', { exact: true }).inputValue();
  encoder = Encoder.publish(server, key);
  await expect(page.getByText('Private preview')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Go live' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Go live' }).click();

  // A second person follows the link and watches.
  const viewer = await (await browser.newContext({ ...SIZES.phone, locale: 'en-GB' })).newPage();
  await viewer.goto(`${house.base}/s/${showId}`);
  await keepsPlaying(viewer);
  await shot('watching', viewer);

  // A password: whoever watches is asked for it, wrong ones are refused, the right one opens.
  await page.getByRole('button', { name: 'Who may watch' }).click();
  await page.getByLabel('Ask for this password').fill('open sesame');
  await looksRight(page, 'who may watch');
  await shot('who-may-watch');
  await page.getByRole('button', { name: 'Ask for it' }).click();
  await expect(page.getByText('Viewers are asked for a password.')).toBeVisible();
  await expect(viewer.getByText('This show asks for a password')).toBeVisible();
  await looksRight(viewer, 'password prompt');
  await shot('password', viewer);
  const strangers = await (await fetch(`${house.base}/api/v1/shows/${showId}/playback`)).json();
  expect(strangers.code).toBe('password-needed');
  await viewer.getByLabel('Password', { exact: true }).fill('close sesame');
  await viewer.getByRole('button', { name: 'Come in' }).click();
  await expect(viewer.getByText("That is not the show's password.")).toBeVisible();
  await viewer.getByLabel('Password', { exact: true }).fill('open sesame');
  await viewer.getByRole('button', { name: 'Come in' }).click();
  await keepsPlaying(viewer);

  // Taken back in the middle: the picture is gone, and the page asks again.
  await page.getByLabel('Ask for another password').fill('another sesame');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(viewer.getByText('This show asks for a password')).toBeVisible();
  expect(await playedTo(viewer)).toBe(-1);
  await page.getByRole('button', { name: 'Done' }).click();

  // The end, and nothing is left of it.
  await page.getByRole('button', { name: 'End show' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End show' }).click();
  await encoder.end();
  await page.goto(`${house.base}/manage/@harbour-stage/shows`);
  await page.getByRole('button', { name: 'Delete Tap night' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Delete/ })
    .click();
  await expect(page.getByRole('alertdialog')).toBeHidden();
  expect((await fetch(`${house.base}/api/v1/shows/${showId}`)).status).toBe(404);
  await context.close();
});
