// Takes the show page by every way a picture can come: blocked sockets, HLS of the browser, a managed media source, another
// delay, captions, a codec that is not there.   node dev/ways.mjs OUT_FOLDER [base URL] [only this]
import { mkdirSync } from 'node:fs';
import { openBrowser } from './browser.mjs';

const [out, base = 'http://127.0.0.1:16380', only] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const deed = (name) => fetch(`${base}/mock/${name}`, { method: 'POST' });
const browser = await openBrowser();
let faults = 0;
const check = (name, good, facts) => {
  faults += good ? 0 : 1;
  console.log(good ? 'ok  ' : 'BAD ', name, JSON.stringify(facts));
};

/** Each on a page of its own. */
async function otherWay(name, cripple, test) {
  if (only && name !== only) return;
  const other = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  const media = [];
  other.on('response', (response) => /\/live\//.test(response.url()) && media.push(response.url().split('/').pop()));
  await other.addInitScript(cripple);
  await deed('again');
  await other.goto(`${base}/s/k3v9q0x7m2a1`);
  const see = () =>
    other.evaluate(() => ({
      time: document.querySelector('video')?.currentTime ?? -1,
      src: document.querySelector('video')?.src.split(':')[0],
      delay: document.querySelector('.delay')?.textContent ?? '',
      words: document.querySelector('.player-words')?.textContent ?? '',
      notice: document.querySelector('.player-notice')?.textContent ?? '',
      settings: document.querySelector('[aria-label="Settings"]') !== null,
    }));
  try {
    await test(other, see, media);
  } catch (error) {
    check(name, false, String(error));
  }
  await other.screenshot({ path: `${out}/behave-${name.replaceAll(' ', '-')}.png` });
  await other.close();
}
const nothing = () => {};
const playing = async (other, see) => {
  await other.waitForFunction(() => document.querySelector('video')?.currentTime > 0.5, null, { timeout: 15_000 });
  const from = await see();
  await other.waitForTimeout(3000);
  const to = await see();
  return { moved: to.time - from.time > 2, ...to };
};

await otherWay('blocked WebSocket', nothing, async (other, see, media) => {
  await other.waitForTimeout(2000);
  await deed('block-media');
  let seen = await playing(other, see);
  check('a line cut and then blocked is gone round', media.includes('index.m3u8') && seen.moved, seen);
  check('and that is told', seen.notice.startsWith('This network blocks the shortest delay'), seen.notice);
  await other.reload();
  seen = await playing(other, see);
  check('from the start too', seen.moved && /\d s behind/.test(seen.delay), seen);
  await deed('unblock-media');
});
await otherWay(
  'HLS of the browser',
  () => Reflect.deleteProperty(window, 'MediaSource'),
  async (other, see) => {
    const seen = await playing(other, see);
    check('a browser without media source plays its own HLS', seen.moved && seen.src === 'http', seen);
    check('and offers no choice', !seen.settings && seen.notice === '', seen);
  },
);
await otherWay(
  'Apple’s managed media source',
  () => {
    window.ManagedMediaSource = window.MediaSource;
    Reflect.deleteProperty(window, 'MediaSource');
  },
  async (other, see, media) => {
    const seen = await playing(other, see);
    check('a managed media source is fed HLS', media.includes('index.m3u8') && seen.moved && seen.src !== 'http', seen);
  },
);
await otherWay('another delay', nothing, async (other, see, media) => {
  await playing(other, see);
  await other.getByRole('button', { name: 'Settings' }).focus();
  await other.keyboard.press('Enter');
  const chosen = () => other.evaluate(() => document.activeElement?.closest('label')?.textContent);
  check('the choice opens with the focus on what is chosen', (await chosen())?.startsWith('Shortest'), await chosen());
  await other.screenshot({ path: `${out}/behave-settings.png` });
  await other.keyboard.press('ArrowDown');
  check('an arrow chooses the next', (await chosen())?.startsWith('Short'), await chosen());
  const seen = await playing(other, see);
  check('which plays by HLS', media.includes('index.m3u8') && seen.moved, seen);
  await other.keyboard.press('Escape');
  check(
    'Esc gives the focus back',
    await other.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Settings'),
    {},
  );
  await other.reload();
  await playing(other, see);
  check('the choice is kept', media.filter((name) => name === 'index.m3u8').length > 1, media.slice(-5));
});
await deed('subtitles');
await otherWay(
  'captions',
  () => localStorage.setItem('player.delay', 'short'),
  async (other, see) => {
    const seen = await playing(other, see);
    check('a show with subtitles plays by the whole of hls.js', seen.moved, seen);
    const captions = other.getByRole('button', { name: 'Captions' });
    await captions.waitFor({ timeout: 5000 });
    const pressed = () => captions.getAttribute('aria-pressed');
    check('its button waits to be pressed', (await pressed()) === 'false', await pressed());
    await other.locator('media-controller').focus();
    await other.keyboard.press('c');
    await other.waitForTimeout(2500);
    const said = await other.evaluate(() =>
      [...document.querySelector('video').textTracks].flatMap(({ activeCues }) =>
        [...(activeCues ?? [])].map(({ text }) => text),
      ),
    );
    check('c shows them', (await pressed()) === 'true' && said.includes('Now the kettle sings.'), said);
    await other.screenshot({ path: `${out}/behave-captions-shown.png` });
    await captions.click();
    check('and the button hides them', (await pressed()) === 'false', await pressed());
  },
);
await deed('no-subtitles');
await deed('hevc');
await otherWay(
  'HEVC',
  () => {
    const real = MediaSource.isTypeSupported;
    MediaSource.isTypeSupported = (type) => !/hvc1/.test(type) && real.call(MediaSource, type);
    HTMLMediaElement.prototype.canPlayType = (type) => (/hvc1/.test(type) ? '' : 'maybe');
  },
  async (other, _see, media) => {
    await other.getByText('It is sent as HEVC').waitFor({ timeout: 5000 });
    check('what cannot be decoded is told before anything is loaded', !media.some((n) => /flv|m3u8/.test(n)), media);
  },
);
await deed('h264');

await browser.close();
process.exitCode = faults === 0 ? 0 : 1;
