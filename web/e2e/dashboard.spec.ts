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

const saved = (page: Page) => expect(page.getByText('Saved.')).toBeVisible();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('a channel from its making to its end', async ({ browser }, info) => {
  test.setTimeout(240_000);
  const context = await browser.newContext({ ...SIZES.wide, locale: 'en-GB', storageState: house.owner });
  const page = await context.newPage();
  const shot = (name: string, of: Page = page) => of.screenshot({ path: info.outputPath(`${name}.png`) });

  // The channel, whose handle follows its name and is looked up.
  await page.goto(`${house.base}/manage/new`);
  await page.getByLabel('Name').fill('Tap house');
  await expect(page.getByLabel('Handle')).toHaveValue('tap-house');
  await page.getByLabel('Handle').fill('ma');
  await expect(page.getByText('Use 3 to 30 small letters')).toBeVisible();
  await page.getByLabel('Handle').fill('Tap-House');
  await expect(page.getByText('/@tap-house is free.')).toBeVisible();
  await page.getByRole('button', { name: 'Make channel' }).click();
  await page.waitForURL(/\/manage\/@tap-house\/shows/);
  await looksRight(page, 'no show yet');

  // Somebody is invited, follows the link signed out, signs in and is back with the invitation still in hand.
  await page.getByRole('link', { name: 'Team' }).click();
  await page.getByLabel('Their e-mail address').fill('grace');
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await expect(page.getByText('Write an e-mail address')).toBeVisible();
  await page.getByLabel('Their e-mail address').fill('grace@example.org');
  await page.getByRole('button', { name: 'Send invitation' }).click();
  const link = await page.getByLabel('Link of the invitation').inputValue();
  await expect(page.getByText('Producer, good until')).toBeVisible();
  await looksRight(page, 'team');
  await shot('team');
  const guest = await (await browser.newContext({ ...SIZES.phone, locale: 'en-GB' })).newPage();
  const { pathname, hash } = new URL(link);
  await guest.goto(`${house.base}${pathname}${hash}`);
  await expect(guest.getByText('To plan and run the shows of Tap house')).toBeVisible();
  await expect(guest.getByText('Aoife Byrne invites you.')).toBeVisible();
  await looksRight(guest, 'invitation');
  await shot('invitation', guest);
  await guest.getByRole('link', { name: 'Sign in to join' }).click();
  await guest.getByLabel('E-mail').fill('aoife@example.org');
  await guest.getByLabel('Password', { exact: true }).fill('a lamp, a chair, a fiddle');
  await guest.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await guest.getByRole('button', { name: 'Join Tap house' }).click();
  await guest.waitForURL(/\/manage\/@tap-house\/shows/);
  // It works once.
  await guest.goto('about:blank');
  await guest.goto(`${house.base}${pathname}${hash}`);
  await expect(guest.getByText('not good any more')).toBeVisible();

  // A show: a title and when are enough.
  await page.getByRole('link', { name: 'Shows', exact: true }).click();
  await page.getByRole('link', { name: 'Plan your first show' }).click();
  await page.getByLabel('Title').fill('Tap night');
  await page.getByLabel('When', { exact: true }).fill(`${inDays(3)}T19:30`);
  await page.getByRole('button', { name: 'Create show' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  // The calendar has it, in whichever month that day is.
  await page.getByRole('link', { name: 'Calendar' }).click();
  await page.getByRole('radio', { name: 'Week' }).check();
  const entry = page.getByRole('table').getByRole('link', { name: /Tap night/ });
  if (!(await entry.isVisible({ timeout: 2000 }).catch(() => false)))
    await page.getByRole('button', { name: 'Later' }).click();
  await expect(entry).toBeVisible();
  await looksRight(page, 'calendar, week');
  await page.getByRole('radio', { name: 'Month' }).check();
  await looksRight(page, 'calendar, month');
  await shot('calendar');

  // Two people edit: what only one changed is kept by itself.
  await page.getByRole('link', { name: 'Shows', exact: true }).click();
  await page.getByRole('link', { name: 'Edit Tap night' }).click();
  const second = await (
    await browser.newContext({ ...SIZES.wide, locale: 'en-GB', storageState: house.owner })
  ).newPage();
  await second.goto(page.url());
  await expect(second.getByLabel('Title')).toHaveValue('Tap night');
  await page.getByLabel('Description').fill('Three rounds.');
  await saved(page);
  await second.getByLabel('Title').fill('Tap night, second edition');
  await expect(second.getByText('Somebody else changed this show meanwhile')).toBeVisible();
  await expect(second.getByLabel('Description')).toHaveValue('Three rounds.');
  await saved(second);

  // What both changed is asked about, and nothing is lost.
  await expect(page.getByLabel('Title')).toHaveValue('Tap night, second edition');
  await page.route('**/api/v1/shows/*', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  );
  await page.getByLabel('Description').fill('Three rounds and a jam.');
  await expect(page.getByText('We keep trying')).toBeVisible();
  await second.getByLabel('Description').fill('Four rounds.');
  await saved(second);
  await page.unroute('**/api/v1/shows/*');
  await expect(page.getByText('the same parts as you')).toBeVisible();
  await expect(page.getByText('Four rounds.')).toBeVisible();
  await expect(page.getByLabel('Description')).toHaveValue('Three rounds and a jam.');
  await looksRight(page, 'a dispute');
  await shot('dispute');
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await saved(page);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(second.getByLabel('Description')).toHaveValue('Three rounds and a jam.');

  // It is found by its words, and another is made like it.
  await page.getByRole('searchbox').fill('edit');
  await expect(page.getByText('Tap night, second edition')).toBeVisible();
  await page.getByRole('searchbox').fill('nothing like it');
  await expect(page.getByText('No show has this title')).toBeVisible();
  await page.getByRole('searchbox').fill('');
  await page.getByRole('link', { name: 'Make another like Tap night' }).click();
  await expect(page.getByLabel('Description')).toHaveValue('Three rounds and a jam.');
  await expect(page.getByLabel('When', { exact: true })).toHaveValue('');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();

  // A key works until it is revoked.
  await page.getByRole('link', { name: 'Developers' }).click();
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('What is it for?').fill('Box office');
  await looksRight(page, 'a new key');
  await page.getByRole('button', { name: 'Make key' }).click();
  const secret = await page.getByLabel('Secret', { exact: true }).inputValue();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  const asked = () =>
    fetch(`${house.base}/api/v1/channels/@tap-house/shows`, { headers: { Authorization: `Bearer ${secret}` } });
  expect((await asked()).status).toBe(200);
  await page.getByRole('button', { name: 'Revoke Box office' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke key' }).click();
  await expect(page.getByText('Revoked', { exact: true })).toBeVisible();
  expect((await asked()).status).toBe(401);
  await looksRight(page, 'keys');

  // The end takes its handle, typed.
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByLabel('What it is about').fill('Taps, jams and a bar.');
  await page.getByRole('button', { name: 'Save changes' }).last().click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await looksRight(page, 'settings');
  await page.getByRole('button', { name: 'Delete channel…' }).click();
  const confirm = page.getByRole('button', { name: 'Delete channel and shows' });
  await expect(confirm).toBeDisabled();
  await page.getByLabel('Type tap-house to confirm').fill('tap-house');
  await confirm.click();
  await page.waitForURL(/\/manage\/@main\/shows/);
  const gone = await fetch(`${house.base}/api/v1/channels/@tap-house`);
  expect(gone.status).toBe(404);
});

test('every room of the dashboard on a phone', async ({ browser }) => {
  test.setTimeout(120_000);
  await house.show('Tap night', { startsAt: new Date(Date.now() + 3_600_000).toISOString(), timeZone: 'Asia/Tokyo' });
  const context = await browser.newContext({ ...SIZES.phone, locale: 'en-GB', storageState: house.owner });
  const page = await context.newPage();
  for (const [room, ready] of [
    ['shows', 'Tap night'],
    ['calendar', 'in Asia/Tokyo'],
    ['team', 'Nobody helps you yet'],
    ['developers', 'No key yet'],
    ['settings', 'Delete the channel'],
  ] as const) {
    await page.goto(`${house.base}/manage/@main/${room}`);
    await expect(page.getByText(ready).filter({ visible: true }).first()).toBeVisible();
    await looksRight(page, `${room}, phone`);
  }
});

test('the calendar goes by keys', async ({ browser }) => {
  const context = await browser.newContext({ ...SIZES.wide, locale: 'en-GB', storageState: house.owner });
  const page = await context.newPage();
  await page.goto(`${house.base}/manage/@main/calendar?day=2026-12-30`);
  await page.locator('[data-day="2026-12-30"]').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-day="2027-01-06"]')).toBeFocused();
  await expect(page.getByRole('heading', { name: 'January 2027' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'New show' })).toBeVisible();
  await expect(page.getByLabel('When', { exact: true })).toHaveValue('2027-01-06T20:00');
});
