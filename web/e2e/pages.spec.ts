import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test';
import { Encoder } from './encoder';
import { House, type MadeShow } from './house';
import { looksRight, SIZES } from './looks';
import { need } from './programs';
import { keepsPlaying } from './watching';

need('chromium', 'chromium');
need('ffmpeg', 'ffmpeg');

/** Each page of the house, in the state in which it shows the most. */

let house: House;
let encoder: Encoder;
let live: MadeShow;
let soon: MadeShow;
let ended: MadeShow;

const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen';

test.beforeAll(async () => {
  house = await House.open();
  const startsAt = new Date(Date.now() + 26 * 3_600_000).toISOString();
  soon = await house.show('Tap night: three rounds and a jam', {
    description: `Three rounds.\n\n${LONG}\n\nhttps://example.org/${LONG}${LONG}`,
    startsAt,
    timeZone: 'Europe/Berlin',
  });
  ended = await house.show('Tiny Rooms, session 13');
  const past = await house.ingest(ended.id);
  const earlier = Encoder.publish(past.rtmp, past.key);
  await expect.poll(() => startedBy(ended.id), { timeout: 30_000 }).toBe(true);
  await house.end(ended.id);
  await earlier.end();
  live = await house.show(`Tiny Rooms, session 14: ${LONG}`, { description: 'Five songs, one room.' });
  const { rtmp, key } = await house.ingest(live.id);
  encoder = Encoder.publish(rtmp, key);
  await expect.poll(() => startedBy(live.id), { timeout: 30_000 }).toBe(true);
});

test.afterAll(async () => {
  await encoder?.kill();
  await house?.close();
});

/** Goes live as soon as the encoder is on. */
async function startedBy(showId: string): Promise<boolean> {
  try {
    await house.start(showId);
    return true;
  } catch {
    return false;
  }
}

interface Visit {
  path: () => string;
  signedIn?: boolean;
  /** What has to be there before one looks. */
  ready: (page: Page) => Promise<unknown>;
}

const PAGES: Record<string, Visit> = {
  home: { path: () => '/', ready: (page) => page.getByRole('heading', { name: 'On now' }).waitFor() },
  'show, live': { path: () => `/s/${live.id}`, ready: (page) => keepsPlaying(page) },
  'show, soon': { path: () => `/s/${soon.id}`, ready: (page) => page.getByRole('timer').waitFor() },
  'show, ended': { path: () => `/s/${ended.id}`, ready: (page) => page.getByText('This show has ended').waitFor() },
  'no such page': { path: () => '/s/nosuchshow00', ready: (page) => page.getByText('Nothing on this stage').waitFor() },
  'sign in': { path: () => '/sign-in', ready: (page) => page.getByLabel('E-mail').waitFor() },
  setup: { path: () => '/setup?token=x', ready: (page) => page.getByText('There is an account already').waitFor() },
  'your shows': {
    path: () => '/manage',
    signedIn: true,
    ready: (page) => page.getByRole('link', { name: 'New show' }).waitFor(),
  },
  'a new show': {
    path: () => '/manage?dialog=new',
    signedIn: true,
    ready: (page) => page.getByRole('dialog', { name: 'New show' }).waitFor(),
  },
  following: {
    path: () => '/following',
    signedIn: true,
    ready: (page) => page.getByRole('heading', { name: 'What you follow' }).waitFor(),
  },
  'who did what in a channel': {
    path: () => '/manage/@main/audit',
    signedIn: true,
    ready: (page) => page.getByRole('listitem').filter({ hasText: 'Tap night' }).first().waitFor(),
  },
  'who did what on the server': {
    path: () => '/admin/audit',
    signedIn: true,
    ready: (page) => page.getByRole('listitem').filter({ hasText: 'Tap night' }).first().waitFor(),
  },
  'a show to be shared': {
    path: () => `/s/${soon.id}`,
    ready: async (page) => {
      await page.getByRole('button', { name: 'Share' }).click();
      await page.getByRole('dialog').getByLabel('Player for your own page').waitFor();
    },
  },
  'studio, live': { path: () => `/studio/${live.id}`, signedIn: true, ready: (page) => keepsPlaying(page) },
  'studio, waiting': {
    path: () => `/studio/${soon.id}`,
    signedIn: true,
    ready: (page) => page.getByText('Waiting for your encoder').waitFor(),
  },
};

async function visit(
  browser: Browser,
  { path, signedIn, ready }: Visit,
  options: BrowserContextOptions = {},
  theme: 'dark' | 'light' = 'dark',
): Promise<Page> {
  const context = await browser.newContext({
    ...SIZES.wide,
    ...options,
    locale: 'en-GB',
    ...(signedIn ? { storageState: house.owner } : {}),
  });
  await context.addInitScript((kept) => {
    localStorage.setItem('theme.show', kept);
    localStorage.setItem('theme.manage', kept);
  }, theme);
  const page = await context.newPage();
  await page.goto(`${house.base}${path()}`);
  await ready(page);
  // Sheets slide in, the player's words fade.
  await page.waitForTimeout(400);
  return page;
}

for (const [size, options] of Object.entries(SIZES)) {
  test(`every page, ${size}: nothing scrolls sideways, axe finds no violation`, async ({ browser }, info) => {
    test.setTimeout(420_000);
    for (const [name, one] of Object.entries(PAGES)) {
      const page = await visit(browser, one, options);
      // What a theme changes are colours, which are the same at each size.
      await looksRight(page, `${name}, ${size}`, size === 'zoomed' ? ['light'] : ['dark', 'light']);
      await page.screenshot({ path: info.outputPath(`${name}.png`) });
      await page.context().close();
    }
  });
}

test('a screen reader finds its way around the show page', async ({ browser }) => {
  const page = await visit(browser, PAGES['show, live'] as Visit);
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - link "Skip to the content"
    - banner:
      - link "Footlight, home"
      - navigation "Main":
        - button "Switch to light"
        - link "Sign in"
    - main:
      - 'region /^Player: Tiny Rooms, session 14/':
        - button "pause"
        - button /mute/
        - slider "volume"
        - text: /^Live/
        - button "Settings"
        - button "Keyboard"
        - button "enter picture in picture mode"
        - button "enter fullscreen mode"
      - heading /Tiny Rooms, session 14/ [level=1]
      - button "Share"
      - region "About the show"
  `);
  await page.close();
});

test('a screen reader finds its way around the studio and the form', async ({ browser }) => {
  const studio = await visit(browser, PAGES['studio, waiting'] as Visit);
  await expect(studio.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - paragraph: Studio
      - heading /Tap night/ [level=1]
      - link "Show page"
      - button "Go live" [disabled]
      - status:
        - heading "Waiting for your encoder" [level=2]
      - region "Your encoder":
        - heading "Your encoder" [level=2]
        - textbox "Server"
        - button "Copy server address"
        - textbox "Stream key"
        - button "Show key"
        - button "Copy stream key"
        - tablist "How to, by program":
          - tab "OBS" [selected]
          - tab "Phone"
          - tab "ffmpeg"
  `);
  await studio.close();
  const form = await visit(browser, PAGES['a new show'] as Visit);
  await expect(form.getByRole('dialog')).toMatchAriaSnapshot(`
    - dialog "New show":
      - heading "New show" [level=2]
      - textbox "Title"
      - textbox "When"
      - combobox "Time zone"
      - textbox /Description/
      - checkbox /Go live by itself/
      - button "Cancel"
      - button "Create show"
  `);
  await form.close();
});

test('whoever asked for less motion gets none', async ({ browser }) => {
  const page = await visit(browser, PAGES['show, live'] as Visit, { reducedMotion: 'reduce' });
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter((one) => one.playState === 'running')
      .map((one) => `${(one as CSSAnimation).animationName ?? ''} ${one.effect?.getComputedTiming().duration}`),
  );
  expect(moving).toEqual([]);
  await page.close();
});

test('light or dark is remembered, from the first paint on', async ({ browser }) => {
  const page = await browser.newPage({ ...SIZES.wide, locale: 'en-GB' });
  await page.goto(house.base);
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const before = await ground();
  await page.getByRole('button', { name: /^Switch to/ }).click();
  const after = await ground();
  expect(after).not.toBe(before);
  await page.reload({ waitUntil: 'commit' });
  await page.waitForFunction(() => document.readyState !== 'loading');
  expect(await ground()).toBe(after);
  await page.close();
});

test('a show goes live by itself when its form says so, and only then', async ({ browser }) => {
  const page = await browser.newPage({ ...SIZES.wide, locale: 'en-GB', storageState: house.owner });
  await page.goto(`${house.base}/manage?dialog=new`);
  await page.getByLabel('Title').fill('By itself');
  await page.getByLabel('Go live by itself').check();
  await page.getByRole('button', { name: 'Create show' }).click();
  await page.waitForURL(/\/studio\//);
  await expect(page.getByText('This show goes live by itself')).toBeVisible();
  const id = page.url().split('/').pop() ?? '';

  // Off again by the form, the encoder alone does not begin the show.
  await page.goto(`${house.base}/manage?dialog=${id}`);
  const toggle = page.getByLabel('Go live by itself');
  await expect(toggle).toBeChecked();
  await toggle.focus();
  await page.keyboard.press('Space');
  await expect(toggle).not.toBeChecked();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  const { rtmp, key } = await house.ingest(id);
  let byItself = Encoder.publish(rtmp, key);
  await page.goto(`${house.base}/studio/${id}`);
  await expect(page.getByText('Private preview')).toBeVisible({ timeout: 30_000 });
  expect(await house.phase(id)).toBe('draft');
  await byItself.kill();
  await expect(page.getByText('Waiting for your encoder')).toBeVisible({ timeout: 30_000 });

  // On: the encoder is the button.
  await page.goto(`${house.base}/manage?dialog=${id}`);
  await page.getByLabel('Go live by itself').check();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  const audience = await browser.newPage({ ...SIZES.wide, locale: 'en-GB' });
  await audience.goto(`${house.base}/s/${id}`);
  byItself = Encoder.publish(rtmp, key);
  await keepsPlaying(audience);
  expect(await house.phase(id)).toBe('live');
  await house.end(id);
  await byItself.end();
  await audience.close();
  await page.close();
});
