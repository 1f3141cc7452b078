// Runs a creator's errands on the mock: sign in, plan a show with a cover, edit, rotate the key, go live, end, delete.
//   node dev/errands.mjs OUT_FOLDER [base URL]
import { mkdirSync } from 'node:fs';
import { openBrowser } from './browser.mjs';

const [out, base = 'http://127.0.0.1:16380'] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const browser = await openBrowser();
const page = await browser.newPage({
  viewport: { width: 1280, height: 860 },
  locale: 'en-GB',
  timezoneId: 'Europe/Berlin',
});
page.setDefaultTimeout(8000);
const said = [];
page.on('pageerror', (error) => said.push(String(error)));
const step = async (name, deed) => {
  try {
    await deed();
    console.log('ok  ', name);
  } catch (error) {
    process.exitCode = 1;
    console.log('BAD ', name, String(error).split('\n')[0]);
    await page.screenshot({ path: `${out}/errand-bad-${name.replaceAll(' ', '-')}.png` });
  }
};
const png = await page.evaluate(() => {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  canvas.getContext('2d').fillRect(0, 0, 640, 360);
  return canvas.toDataURL('image/png').split(',')[1];
});

await fetch(`${base}/mock/signed-out`, { method: 'POST' });
await step('who is not signed in is sent to sign in', async () => {
  await page.goto(`${base}/manage?dialog=new`);
  await page.waitForURL(/sign-in\?next=/);
});
await step('a wrong password is told', async () => {
  await page.getByLabel('E-mail').fill('ada@example.org');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('do not fit together').waitFor();
  await page.screenshot({ path: `${out}/errand-wrong-password.png` });
});
await step('signing in leads to where one wanted to go', async () => {
  await page.getByLabel('Password', { exact: true }).fill('a long enough secret');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('dialog', { name: 'New show' }).waitFor();
});
await step('a title is asked for', async () => {
  await page.getByRole('button', { name: 'Create show' }).click();
  await page.getByText('Give the show a title.').waitFor();
});
await step('a text file is no cover', async () => {
  await page.getByLabel(/^Cover/).setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
  await page.getByText('This is not a JPEG, PNG or GIF.').waitFor();
});
await step('a show is planned with its cover', async () => {
  await page.getByLabel('Title').fill('Kettle drums');
  await page.getByLabel('When').fill('2027-01-02T20:30');
  await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
  await page
    .getByLabel(/^Cover/)
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') });
  await page.locator('.coverfield img').waitFor();
  await page.screenshot({ path: `${out}/errand-new-show.png` });
  const put = page.waitForRequest((request) => request.method() === 'PUT');
  await page.getByRole('button', { name: 'Create show' }).click();
  const type = (await put).headers()['content-type'];
  if (type !== 'image/png') throw new Error(`cover sent as ${type}`);
  await page.getByText('Kettle drums').waitFor();
  await page.getByText('Saturday, 2 January 2027 at 12:30').waitFor();
});
await step('it is edited', async () => {
  await page.getByRole('link', { name: 'Edit Kettle drums' }).click();
  const when = await page.getByLabel('When').inputValue();
  if (when !== '2027-01-02T20:30') throw new Error(when);
  await page.getByLabel('Title').fill('Kettle drums, twice');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Kettle drums, twice').waitFor();
});
await step('it is deleted after asking', async () => {
  await page.getByRole('button', { name: 'Delete Kettle drums, twice' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete show' }).click();
  await page.getByText('Kettle drums, twice', { exact: true }).waitFor({ state: 'detached' });
});
await step('a show for now leads to its studio', async () => {
  await page.getByRole('link', { name: 'New show' }).click();
  await page.getByLabel('Title').fill('Right now');
  await page.getByRole('button', { name: 'Create show' }).click();
  await page.waitForURL(/\/studio\//);
});
await step('the key is hidden, then shown, then new', async () => {
  const key = page.getByLabel('Stream key', { exact: true });
  if (!/^•+$/.test(await key.inputValue())) throw new Error('the key was there');
  await page.getByRole('button', { name: 'Show key' }).click();
  const old = await key.inputValue();
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('button', { name: 'Make new key' }).click();
  await page.getByText('This is the new key').waitFor();
  if ((await key.inputValue()) === old) throw new Error('the same key');
});
await step('the preview plays', () => page.waitForFunction(() => document.querySelector('video')?.currentTime > 1));
await step('it goes live after asking, and ends after asking', async () => {
  await page.getByRole('button', { name: 'Go live' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Go live' }).click();
  await page.getByText('On air').waitFor();
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `${out}/errand-on-air.png` });
  await page.getByRole('button', { name: 'End show' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End show' }).click();
  await page.getByText('The show has ended').waitFor();
});
await step('signing out leads home', async () => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
});
if (said.length > 0) {
  console.log('BAD ', said);
  process.exitCode = 1;
}
await browser.close();
