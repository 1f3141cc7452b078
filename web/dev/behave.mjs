// Puts the show page through a bad evening on the mock and says what it did: drop and return, a lost and a silent line,
// pause and back to live, keys, a cut page link, the end.   node dev/behave.mjs OUT_FOLDER [base URL]
import { mkdirSync } from 'node:fs';
import { openBrowser } from './browser.mjs';

const [out, base = 'http://127.0.0.1:16380'] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const deed = (name) => fetch(`${base}/mock/${name}`, { method: 'POST' });
const browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
const said = [];
page.on('pageerror', (error) => said.push(String(error)));
page.on('console', (message) => message.type() === 'error' && said.push(message.text()));

const look = () =>
  page.evaluate(() => {
    const video = document.querySelector('video');
    const { buffered } = video ?? {};
    return {
      time: video?.currentTime,
      behind: buffered?.length ? buffered.end(buffered.length - 1) - video.currentTime : undefined,
      rate: video?.playbackRate,
      paused: video?.paused,
      muted: video?.muted,
      delay: document.querySelector('.delay')?.textContent ?? '',
      words: document.querySelector('.player-words')?.textContent ?? '',
      phase: document.querySelector('.player')?.dataset.phase,
    };
  });
let faults = 0;
const check = (name, good, facts) => {
  faults += good ? 0 : 1;
  console.log(good ? 'ok  ' : 'BAD ', name, JSON.stringify(facts));
};
const moves = async (seconds = 3) => {
  const from = await look();
  await page.waitForTimeout(seconds * 1000);
  const to = await look();
  return { moved: to.time - from.time > seconds * 0.6, ...to };
};
const until = async (test, most = 20_000) => {
  const end = Date.now() + most;
  while (Date.now() < end) {
    const facts = await look();
    if (test(facts)) return { ...facts, tookMs: most - (end - Date.now()) };
    await page.waitForTimeout(100);
  }
  return { ...(await look()), tookMs: Number.POSITIVE_INFINITY };
};

await deed('encoder-on');
await page.goto(`${base}/s/k3v9q0x7m2a1`);
const started = await until((f) => f.time > 0.3);
check('starts', started.time > 0.3, { tookMs: started.tookMs });
let facts = await moves(8);
check('plays about a second behind the edge', facts.moved && facts.behind > 0.3 && facts.behind < 1.6, facts);
check('shows a measured delay', /^\d\.\d s behind$/.test(facts.delay) && Number.parseFloat(facts.delay) < 2, {
  delay: facts.delay,
});

await page.locator('media-controller').focus();
await page.keyboard.press('m');
facts = await look();
check('m gives sound', facts.muted === false, facts);
await page.keyboard.press('k');
await page.waitForTimeout(6000);
facts = await look();
check('k pauses', facts.paused === true, facts);
await page.keyboard.press('k');
await page.waitForTimeout(1500);
facts = await look();
check('play goes on where it was left', !facts.paused && facts.behind > 4, facts);
await page.mouse.move(600, 500);
await page.waitForTimeout(300);
await page.screenshot({ path: `${out}/behave-back-to-live.png` });
await page.getByRole('button', { name: 'Back to live' }).click();
facts = await moves(2);
check('back to live', facts.behind < 1.8 && facts.moved, facts);
await page.locator('media-controller').focus();
await page.keyboard.press('?');
await page.waitForTimeout(400);
await page.screenshot({ path: `${out}/behave-keys.png` });
check('? lists the keys', await page.getByRole('dialog', { name: 'Keyboard' }).isVisible(), {});
await page.keyboard.press('Escape');
check(
  'Esc returns the focus',
  await page.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Keyboard'),
  {},
);

await deed('drop');
facts = await until((f) => f.words.includes('Back in a moment'));
check('a drop says so', facts.tookMs < 3000, facts);
await page.waitForTimeout(2500);
await page.screenshot({ path: `${out}/behave-interrupted.png` });
await deed('resume');
await until((f) => f.words === '');
facts = await until((f) => f.phase === 'playing' && f.time > 0.2);
check('comes back by itself', facts.tookMs < 12_000, facts);
facts = await moves(5);
check('and plays', facts.moved && facts.behind < 2.5, facts);
check('with its delay', Number.parseFloat(facts.delay) < 2.5, { delay: facts.delay });

// Behind another tab, where the browser stops a video to save power; headless has no other tab, so it is told so.
const hide = (hidden) =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
    if (value) document.querySelector('video').pause();
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
await hide(true);
await page.waitForTimeout(5000);
await hide(false);
await page.waitForTimeout(1000);
facts = await moves(2);
check('a tab looked at again is live', facts.moved && facts.behind < 2, facts);

await deed('cut-media');
facts = await until((f) => f.time < 2);
facts = await until((f) => f.phase === 'playing' && f.time > 0.1);
facts = await moves(4);
check('a cut line is made anew', facts.moved, facts);

await deed('silent-media');
facts = await until((f) => f.words.includes('The picture stopped'), 15_000);
check('a silent line is noticed', facts.tookMs < 12_000, facts);
await page.screenshot({ path: `${out}/behave-stopped.png` });
await deed('loud-media');
facts = await until((f) => f.phase === 'playing' && f.words === '', 20_000);
facts = await moves(4);
check('and comes back', facts.moved, facts);

await deed('cut-links');
await page.waitForTimeout(2500);
await deed('drop');
facts = await until((f) => f.words.includes('Back in a moment'));
check('the page link came back too', facts.tookMs < 4000, facts);
await deed('resume');
await until((f) => f.phase === 'playing' && f.words === '');
await deed('end');
await page
  .getByText('This show has ended')
  .waitFor({ timeout: 3000 })
  .then(
    () => check('the end is seen at once', true, {}),
    () => check('the end is seen at once', false, {}),
  );
await page.screenshot({ path: `${out}/behave-ended.png` });

// Browsers that cannot.
for (const [name, cripple, words] of [
  [
    'no media source',
    () => {
      Reflect.deleteProperty(window, 'MediaSource');
      HTMLMediaElement.prototype.canPlayType = () => '';
    },
    'This browser cannot play the show',
  ],
  [
    'no decoder',
    () => {
      MediaSource.isTypeSupported = (type) => !/avc1/.test(type);
      HTMLMediaElement.prototype.canPlayType = () => '';
    },
    'It has no decoder for H.264 video',
  ],
  [
    'a decoder that is not there after all',
    () => {
      HTMLMediaElement.prototype.canPlayType = () => '';
      MediaSource.prototype.addSourceBuffer = (type) => {
        throw new DOMException(`The type provided ('${type}') is unsupported.`, 'NotSupportedError');
      };
    },
    'cannot decode the show',
  ],
  [
    'no autoplay at all',
    () => {
      // Playwright's own looks count as a person's deed to Chromium, so a real tap is told by its event.
      let tapped = false;
      addEventListener(
        'click',
        () => {
          tapped = true;
        },
        true,
      );
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () {
        return tapped ? play.call(this) : Promise.reject(new DOMException('', 'NotAllowedError'));
      };
    },
    'Tap to play',
  ],
]) {
  const other = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'en-GB' });
  await other.addInitScript(cripple);
  await fetch(`${base}/mock/again`, { method: 'POST' });
  await other.goto(`${base}/s/k3v9q0x7m2a1`);
  const told = await other
    .getByText(words)
    .waitFor({ timeout: 8000 })
    .then(
      () => true,
      () => false,
    );
  check(`${name}: says so`, told, {});
  await other.screenshot({ path: `${out}/behave-${name.replaceAll(' ', '-')}.png` });
  if (words === 'Tap to play') {
    await other.getByRole('button', { name: words }).click();
    await other.waitForTimeout(2500);
    const time = await other.evaluate(() => document.querySelector('video').currentTime);
    check('one tap plays', time > 0.5, { time });
  }
  await other.close();
}

const errors = said.filter((one) => !/WebSocket connection|404/.test(one));
check('nothing broke in the console', errors.length === 0, errors);
await browser.close();
process.exitCode = faults === 0 ? 0 : 1;
