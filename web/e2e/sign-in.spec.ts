import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { House } from './house';
import { looksRight, SIZES } from './looks';
import { FacebookSite, OpenIdSite, type Person, XSite } from './others';
import { need } from './programs';

need('chromium', 'chromium');

test.describe.configure({ mode: 'serial' });

let house: House;
let openId: OpenIdSite;
let facebook: FacebookSite;
let x: XSite;

test.beforeAll(async () => {
  [openId, facebook, x] = await Promise.all([OpenIdSite.open(), FacebookSite.open(), XSite.open()]);
  house = await House.open(
    '--outgoing-private=127.0.0.1',
    `--signin-oidc-issuer=${openId.url}`,
    `--signin-oidc-id=${OpenIdSite.client}`,
    `--signin-oidc-secret=${OpenIdSite.secret}`,
    '--signin-oidc-name=House ID',
    `--signin-facebook-address=${facebook.url}`,
    `--signin-facebook-id=${FacebookSite.app}`,
    `--signin-facebook-secret=${FacebookSite.secret}`,
    `--signin-x-address=${x.url}`,
    `--signin-x-id=${XSite.client}`,
    `--signin-x-secret=${XSite.secret}`,
  );
  const callback = (key: string) => `${house.base}/auth/${key}/callback`;
  openId.expect(callback('oidc'), callback('acme'));
  facebook.redirect = callback('facebook');
  x.redirect = callback('x');
});

test.afterAll(async () => {
  await house?.close();
  await Promise.all([openId, facebook, x].map((site) => site?.close()));
});

test.afterEach(() => {
  expect(facebook.complaints, 'Facebook').toEqual([]);
  expect(x.complaints, 'X').toEqual([]);
});

/** Says who one is at the OpenID provider, and that this is fine. */
async function throughLogin(page: Page, who: string): Promise<void> {
  await page.waitForURL(`${openId.url}/**`);
  await page.locator('input[name=login]').fill(who);
  await page.locator('input[name=password]').fill('anything');
  await page.locator('button[type=submit]').click();
  await page.locator('input[name=prompt][value=consent]').waitFor({ state: 'attached' });
  await page.locator('button[type=submit]').click();
}

async function signOut(page: Page): Promise<void> {
  await page.goto(`${house.base}/manage`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
}

const nameOf = async (context: BrowserContext) =>
  (await (await context.request.get(`${house.base}/api/v1/session`)).json()).account?.name as string | undefined;

const press = (page: Page, name: string) => page.getByRole('link', { name: `Continue with ${name}` }).click();

async function visitor(browser: Browser, as?: BrowserContext): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({
    ...SIZES.wide,
    locale: 'en-GB',
    ...(as ? { storageState: await as.storageState() } : {}),
  });
  return [context, await context.newPage()];
}

test('somebody signs up by an OpenID provider, goes, and comes again as the same person', async ({ browser }, info) => {
  const [context, page] = await visitor(browser);
  await page.goto(`${house.base}/sign-in`);
  await expect(page.getByRole('link', { name: 'Continue with Facebook' })).toBeVisible();
  await looksRight(page, 'sign in');
  await page.screenshot({ path: info.outputPath('sign-in.png') });
  await press(page, 'House ID');
  await throughLogin(page, 'mia');
  await page.waitForURL(`${house.base}/**`);
  expect(await nameOf(context)).toBe('Mia');
  const account = await (await context.request.get(`${house.base}/api/v1/session`)).json();
  expect(account.account).toMatchObject({ email: 'mia@id.example', verified: true });

  await signOut(page);
  expect(await nameOf(context)).toBeUndefined();
  await page.goto(`${house.base}/sign-in?next=/account`);
  await press(page, 'House ID');
  // The provider remembers her, and asks nothing.
  await page.waitForURL(`${house.base}/account`);
  const again = await (await context.request.get(`${house.base}/api/v1/session`)).json();
  expect(again.account.id).toBe(account.account.id);
  await context.close();
});

test('an identity is linked to an account with a password, opens it, and is unlinked', async ({ browser }, info) => {
  const context = await browser.newContext({ ...SIZES.wide, locale: 'en-GB', storageState: house.owner });
  const page = await context.newPage();
  await page.goto(`${house.base}/account`);
  await page.getByRole('button', { name: 'Link House ID' }).click();
  await throughLogin(page, 'aoife.at.home');
  await page.waitForURL(`${house.base}/account`);
  await expect(page.getByText('aoife.at.home@id.example')).toBeVisible();
  await looksRight(page, 'account');
  await page.screenshot({ path: info.outputPath('linked.png') });

  const [other, elsewhere] = await visitor(browser);
  await elsewhere.goto(`${house.base}/sign-in`);
  await press(elsewhere, 'House ID');
  await throughLogin(elsewhere, 'aoife.at.home');
  await elsewhere.waitForURL(`${house.base}/**`);
  expect(await nameOf(other)).toBe('Aoife Byrne');

  await page.getByRole('button', { name: 'Unlink House ID' }).click();
  await expect(page.getByText('aoife.at.home@id.example')).toHaveCount(0);
  await signOut(elsewhere);
  await elsewhere.goto(`${house.base}/sign-in`);
  await press(elsewhere, 'House ID');
  await elsewhere.waitForURL(`${house.base}/**`);
  expect(await nameOf(other)).toBe('Aoife.at.home');
  await context.close();
  await other.close();
});

const socials: { name: string; key: string; site: () => FacebookSite | XSite; ann: Person; eve: Person }[] = [
  {
    name: 'Facebook',
    key: 'facebook',
    site: () => facebook,
    ann: { id: '41', name: 'Ann Field' },
    eve: { id: '42', name: 'Eve' },
  },
  { name: 'X', key: 'x', site: () => x, ann: { id: '91', name: 'Ann Marsh' }, eve: { id: '92', name: 'Eve' } },
];

for (const { name, site, ann, eve } of socials) {
  test(`${name} signs somebody up who first thinks better of it`, async ({ browser }, info) => {
    const [context, page] = await visitor(browser);
    site().person = ann;
    await page.goto(`${house.base}/sign-in?next=/account`);
    await press(page, name);
    await page.getByRole('link', { name: 'Not now' }).click();
    await page.waitForURL(`${house.base}/sign-in**`);
    await expect(page.getByRole('alert')).toContainText('You did not sign in there');
    await looksRight(page, `${name}, refused`);
    await page.screenshot({ path: info.outputPath('refused.png') });
    expect(await nameOf(context)).toBeUndefined();

    await press(page, name);
    await page.getByRole('link', { name: `Continue as ${ann.name}` }).click();
    await page.waitForURL(`${house.base}/account**`);
    expect(new URL(page.url()).hash.replace('#', '')).toBe('');
    expect(await nameOf(context)).toBe(ann.name);
    // It is the only way in, so it stays.
    await page.getByRole('button', { name: `Unlink ${name}` }).click();
    await expect(page.getByRole('alert')).toContainText('only way to sign in');
    await page.screenshot({ path: info.outputPath('only-way.png') });

    await signOut(page);
    site().person = eve;
    await page.goto(`${house.base}/sign-in`);
    await press(page, name);
    await page.getByRole('link', { name: 'Continue as Eve' }).click();
    await page.waitForURL(`${house.base}/manage**`);
    expect(await nameOf(context)).toBe('Eve');
    await signOut(page);
    site().person = ann;
    await page.goto(`${house.base}/sign-in`);
    await press(page, name);
    await page.getByRole('link', { name: `Continue as ${ann.name}` }).click();
    await page.waitForURL(`${house.base}/manage**`);
    expect(await nameOf(context)).toBe(ann.name);
    await context.close();
  });
}

test('the link of somebody else’s way back signs nobody in', async ({ browser }) => {
  const [evil, hers] = await visitor(browser);
  facebook.person = { id: '666', name: 'Eve' };
  await hers.goto(`${house.base}/sign-in`);
  await press(hers, 'Facebook');
  const link = await hers.getByRole('link', { name: 'Continue as Eve' }).getAttribute('href');
  const [context, page] = await visitor(browser);
  await page.goto(String(link));
  await page.waitForURL(`${house.base}/sign-in**`);
  await expect(page.getByRole('alert')).toContainText('Press the button again');
  expect(await nameOf(context)).toBeUndefined();
  await evil.close();
  await context.close();
});

test('who runs the server switches a provider on, tries it and switches it off', async ({ browser }, info) => {
  const context = await browser.newContext({ ...SIZES.wide, locale: 'en-GB', storageState: house.owner });
  const page = await context.newPage();
  const shot = (what: string) => page.screenshot({ path: info.outputPath(`${what}.png`), fullPage: true });
  await page.goto(`${house.base}/admin/providers`);
  const acme = page.getByRole('listitem', { name: 'Acme' });
  await expect(page.getByRole('listitem', { name: 'Google' }).getByText('Off')).toBeVisible();
  await expect(page.getByRole('listitem', { name: 'Facebook' })).toContainText('settings');
  await looksRight(page, 'providers');
  await shot('providers');

  await page.getByRole('button', { name: 'Set up Google' }).click();
  await expect(page.getByRole('dialog')).toContainText('Google Cloud console');
  await looksRight(page, 'set up Google');
  await shot('google');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();

  await page.getByRole('button', { name: 'Add another' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Acme');
  await page.getByLabel('Issuer').fill('http://id.example.org');
  await page.getByLabel('Client id').fill(OpenIdSite.client);
  await page.getByLabel('Client secret').fill('not this one');
  await expect(page.getByLabel('Redirect address to register there').last()).toHaveValue(
    `${house.base}/auth/acme/callback`,
  );
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByText('must be an https address')).toBeVisible();
  await shot('refused');
  await page.getByLabel('Issuer').fill(openId.url);
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(acme).toContainText('does not take this id and secret');
  await shot('wrong-secret');

  await page.getByRole('button', { name: 'Change Acme' }).click();
  await page.getByLabel('Client secret').fill(OpenIdSite.secret);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(acme).toContainText('Acme answers and knows this server.');
  await looksRight(page, 'Acme is on');
  await shot('on');
  await page.setViewportSize({ width: 390, height: 844 });
  await looksRight(page, 'providers on a phone');
  await shot('phone');
  await page.setViewportSize({ width: 1440, height: 900 });

  const [other, elsewhere] = await visitor(browser);
  await elsewhere.goto(`${house.base}/sign-in`);
  await press(elsewhere, 'Acme');
  await throughLogin(elsewhere, 'noor');
  await elsewhere.waitForURL(`${house.base}/manage**`);
  expect(await nameOf(other)).toBe('Noor');

  await page.getByRole('button', { name: 'Remove Acme' }).click();
  await shot('remove');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(acme).toHaveCount(0);
  await signOut(elsewhere);
  await elsewhere.goto(`${house.base}/sign-in`);
  await expect(elsewhere.getByRole('link', { name: 'Continue with House ID' })).toBeVisible();
  await expect(elsewhere.getByRole('link', { name: 'Continue with Acme' })).toHaveCount(0);
  await context.close();
  await other.close();
});

test('without a mail server the letters are read and their links handed over', async ({ browser }, info) => {
  const [stranger, asking] = await visitor(browser);
  await asking.goto(`${house.base}/sign-in`);
  await asking.request.post(`${house.base}/api/v1/accounts/forgot`, {
    data: { email: 'aoife@example.org' },
    headers: { Origin: house.base },
  });
  const context = await browser.newContext({ ...SIZES.wide, locale: 'en-GB', storageState: house.owner });
  const page = await context.newPage();
  await page.goto(`${house.base}/admin/mail`);
  await expect(page.getByText('No mail goes out')).toBeVisible();
  await expect(page.getByText('To hand over').first()).toBeVisible();
  await page.getByText('Read it').first().click();
  await expect(page.getByRole('button', { name: /^Copy the link for/ }).first()).toBeVisible();
  await looksRight(page, 'mail');
  await page.screenshot({ path: info.outputPath('mail.png'), fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await looksRight(page, 'mail on a phone');
  await page.screenshot({ path: info.outputPath('mail-phone.png'), fullPage: true });
  await context.close();
  await stranger.close();
});
