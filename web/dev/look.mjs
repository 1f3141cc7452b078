// Looks at every page of the mock with honest eyes: a picture, axe, overflow and console errors, wide and phone, in both
// lights.   node dev/look.mjs OUT_FOLDER [base URL] [only this shot]
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { openBrowser } from './browser.mjs';

const [out, base = 'http://127.0.0.1:16380', only] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const deed = (name) => fetch(`${base}/mock/${name}`, { method: 'POST' });

const browser = await openBrowser();
const WIDE = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

let faults = 0;
async function shot(name, path, { phone = false, theme, before = async () => {}, wait = 900, full = false } = {}) {
  if (only && !name.includes(only)) return;
  const context = await browser.newContext({
    ...(phone ? PHONE : WIDE),
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    bypassCSP: false,
  });
  if (theme) {
    await context.addInitScript((kept) => {
      localStorage.setItem('theme.show', kept);
      localStorage.setItem('theme.manage', kept);
    }, theme);
  }
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.goto(base + path, { waitUntil: 'load' });
  await page.waitForTimeout(wait);
  try {
    await before(page);
  } catch (error) {
    said.push(`before: ${error}`);
  }
  await page.screenshot({ path: `${out}/${name}.png`, fullPage: full });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const expected = /nosuch|interrupted/.test(path + name) ? said.filter((s) => !s.includes('404')) : said;
  const bad = violations.map(
    ({ id, nodes }) =>
      `${id} x${nodes.length}: ${nodes[0]?.target} ${nodes[0]?.any[0]?.message ?? nodes[0]?.failureSummary ?? ''}`,
  );
  const fault = overflow > 0 || bad.length > 0 || expected.length > 0;
  faults += fault ? 1 : 0;
  console.log(
    fault ? 'LOOK' : 'ok  ',
    name,
    overflow > 0 ? `overflow ${overflow}` : '',
    ...bad.map((b) => `\n     axe ${b}`),
    ...expected.map((s) => `\n     said ${s}`),
  );
  await context.close();
}

const LIVE = '/s/k3v9q0x7m2a1';
const SOON = '/s/k3v9q0x7m2a2';
for (const theme of ['dark', 'light']) {
  for (const phone of [false, true]) {
    const tag = `${phone ? 'phone' : 'wide'}-${theme}`;
    const as = { theme, phone };
    await deed('signed-out');
    await shot(`home-${tag}`, '/', as);
    await shot(`live-${tag}`, LIVE, { ...as, wait: 5000, before: async (page) => phone || page.mouse.move(500, 400) });
    await shot(`soon-${tag}`, SOON, as);
    await shot(`ended-${tag}`, '/s/k3v9q0x7m2a4', as);
    await shot(`missing-${tag}`, '/s/nosuchshow00', as);
    await shot(`sign-in-${tag}`, '/sign-in', as);
    await deed('signed-in');
    await shot(`manage-${tag}`, '/manage', as);
    await shot(`form-${tag}`, '/manage?dialog=k3v9q0x7m2a3', {
      ...as,
      before: async (page) => {
        await page.getByRole('dialog').waitFor();
        await page.waitForTimeout(400);
      },
    });
    await shot(`delete-${tag}`, '/manage', {
      ...as,
      before: async (page) => {
        await page
          .getByRole('button', { name: /^Delete/ })
          .first()
          .click();
        await page.waitForTimeout(400);
      },
    });
    await shot(`studio-live-${tag}`, '/studio/k3v9q0x7m2a1', { ...as, wait: 5000, full: true });
    await shot(`studio-preview-${tag}`, '/studio/k3v9q0x7m2a5', {
      ...as,
      wait: 3500,
      full: true,
      before: async (page) => {
        await deed('refuse');
        await page.getByRole('tab', { name: 'Phone' }).click();
        await page.getByRole('button', { name: 'Show QR code' }).click();
        await page.getByRole('button', { name: 'Show key' }).click();
        await page.waitForTimeout(800);
      },
    });
    await shot(`golive-${tag}`, '/studio/k3v9q0x7m2a5', {
      ...as,
      before: async (page) => {
        await page.getByRole('button', { name: 'Go live' }).click();
        await page.waitForTimeout(400);
      },
    });
    await shot(`keys-${tag}`, LIVE, {
      ...as,
      wait: 3500,
      before: async (page) => {
        await page.locator('media-controller').focus();
        await page.keyboard.press('?');
        await page.waitForTimeout(400);
      },
    });
    await deed('drop');
    await shot(`interrupted-${tag}`, LIVE, { ...as, wait: 2500 });
    await deed('resume');
    await deed('clear');
    await shot(`home-empty-${tag}`, '/', as);
    await shot(`manage-empty-${tag}`, '/manage', as);
    await deed('unclear');
    await deed('encoder-off');
    await shot(`studio-waiting-${tag}`, '/studio/k3v9q0x7m2a5', { ...as, full: true });
    await deed('encoder-on');
    if (theme === 'dark') {
      await deed('setup-needed');
      await shot(`setup-${tag}`, '/setup?token=4rW0cUeGmVnL8tKp2aXyQz', as);
    }
  }
}
await browser.close();
console.log(faults === 0 ? 'all well' : `${faults} to look at`);
process.exitCode = faults === 0 ? 0 : 1;
