import { expect, type Page, test } from '@playwright/test';
import { House } from './house';
import { looksRight, SIZES } from './looks';
import { need } from './programs';

need('chromium', 'chromium');

test.describe.configure({ mode: 'serial' });

let house: House;

test.beforeAll(async () => {
  house = await House.open();
});

test.afterAll(async () => {
  await house?.close();
});

const EMAIL = 'grace@example.org';
const PASSWORD = 'three blue lamps on stage';
const ANOTHER = 'seven green boats at dawn';

/** What the letter says, at the address that this server has here. */
const here = (link: string) => {
  const { pathname, hash } = new URL(link, house.base);
  return `${house.base}${pathname}${hash}`;
};

/** A picture twice as wide as high: blue, with a yellow left third. */
const picture = (page: Page) =>
  page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1200, 600);
    const pen = canvas.getContext('2d');
    if (!pen) return [];
    pen.fillStyle = '#2244ff';
    pen.fillRect(0, 0, 1200, 600);
    pen.fillStyle = '#ffee00';
    pen.fillRect(0, 0, 400, 600);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())];
  });

/** The colour in the middle of the picture at this address. */
const middle = (page: Page, url: string) =>
  page.evaluate(async (address) => {
    const image = await createImageBitmap(await (await fetch(address)).blob());
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
    pen?.drawImage(image, 0, 0);
    return [...(pen?.getImageData(image.width / 2, image.height / 2, 1, 1).data ?? [])].slice(0, 3);
  }, url);

test('what people do with their own account, from a picture to the end', async ({ browser }, info) => {
  test.setTimeout(240_000);
  const context = await browser.newContext({ ...SIZES.phone, locale: 'en-GB', timezoneId: 'Europe/Dublin' });
  const page = await context.newPage();
  const shot = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  await page.goto(`${house.base}/sign-up`);
  await page.getByLabel('Your name').fill('Grace');
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'Create account' }).click();
  await page.getByText('Look at your mail').waitFor();
  await page.goto(here(await house.linkFor(EMAIL)));
  await page.getByRole('main').getByRole('button').first().click();
  await page.waitForURL('**/manage**');

  // A name, and the zone that the browser knows.
  await page.goto(`${house.base}/account`);
  await page.getByLabel('Name').fill('Grace\u202E O\u2019Malley');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('A name is one line of letters')).toBeVisible();
  await page.getByLabel('Name').fill('Grace O\u2019Malley');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await looksRight(page, 'account');
  await shot('account');

  // A picture, whose part is chosen by keyboard alone.
  const buffer = Buffer.from(await picture(page));
  await page.locator('input[type=file]').setInputFiles({ name: 'me.svg', mimeType: 'image/svg+xml', buffer });
  await expect(page.getByText('This is no JPEG, PNG or GIF')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer });
  await page.getByRole('slider', { name: 'Closer' }).focus();
  await page.keyboard.press('End');
  await page.getByRole('slider', { name: 'Left and right' }).focus();
  await page.keyboard.press('Home');
  await looksRight(page, 'which part');
  await shot('crop');
  await page.getByRole('button', { name: 'Use this part' }).click();
  await expect(page.getByText('Your picture is saved.')).toBeVisible();
  const url = await page.locator('header img').getAttribute('src');
  const [red = 0, green = 0, blue = 255] = await middle(page, String(url));
  expect(red > 200 && green > 200 && blue < 80, `yellow, and not ${red} ${green} ${blue}`).toBe(true);

  // Another password, by the old one.
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByLabel('Old password').fill('not the right one');
  await page.getByRole('textbox', { name: 'New password' }).fill(ANOTHER);
  await looksRight(page, 'password');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByText('This is not the password of your account.')).toBeVisible();
  await page.getByLabel('Old password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByText('Your password is changed.')).toBeVisible();

  // Another address, once its letter's link was pressed; the one before can take it back.
  await page.getByRole('button', { name: 'Change address' }).click();
  await page.getByLabel('New e-mail address').fill('granuaile@example.org');
  await page.getByRole('button', { name: 'Send the letter' }).click();
  await expect(page.getByText('Press the link in the letter to granuaile@example.org')).toBeVisible();
  await page.goto(here(await house.linkFor('granuaile@example.org')));
  await looksRight(page, 'new address');
  await page.getByRole('button', { name: 'Use this address' }).click();
  await expect(page.getByText('This is your address now')).toBeVisible();

  // Everything as a file, and then the end.
  await page.goto(`${house.base}/account`);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download it' }).click();
  expect((await download).suggestedFilename()).toMatch(/^account-[a-z0-9]{12}\.zip$/);
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await page.getByLabel('Type your e-mail address').fill(EMAIL);
  await page.getByRole('button', { name: 'Delete it for good' }).click();
  await expect(page.getByText('Type exactly granuaile@example.org.')).toBeVisible();
  await looksRight(page, 'the end');
  await shot('the-end');
  await page.getByLabel('Type your e-mail address').fill('granuaile@example.org');
  await page.getByRole('button', { name: 'Delete it for good' }).click();
  await page.waitForURL(`${house.base}/`);
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  expect((await page.request.get(`${house.base}${url}`)).status()).toBe(404);
  await context.close();
});

test('who runs the server alone is told what stands in the way', async ({ browser }) => {
  const context = await browser.newContext({ ...SIZES.wide, storageState: house.owner });
  const page = await context.newPage();
  await page.goto(`${house.base}/account`);
  await expect(page.getByText('Nobody else runs this server.')).toBeVisible();
  await expect(page.getByText('Nobody else owns these channels.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete my account' })).toBeDisabled();
  await looksRight(page, 'account, wide');
  await context.close();
});
