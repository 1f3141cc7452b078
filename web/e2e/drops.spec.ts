import { expect, test } from '@playwright/test';
import { Encoder } from './encoder';
import { Firefox } from './firefox';
import { House } from './house';
import { need } from './programs';
import { keepsPlaying, mediaOf, playedTo, type Screen, words } from './watching';

need('chromium', 'chromium');
need('ffmpeg', 'ffmpeg');
need('firefox-esr', 'firefox-esr');

/**
 * The encoder drops and returns, also with another picture: the page goes on by itself, in every browser and by every way,
 * on the same time line and without being loaded again. The long drops take minutes: E2E_LONG=1.
 */
const LONG = process.env.E2E_LONG === '1';
const DROPS_S = LONG ? [5, 30, 59] : [5];

let house: House;
let firefox: Firefox;

test.beforeAll(async () => {
  house = await House.open();
  firefox = await Firefox.open();
});

test.afterAll(async () => {
  await firefox?.close();
  await house?.close();
});

/** What tells that a page was not loaded again, and that its time never went back. */
async function markPage(screen: Screen): Promise<void> {
  await screen.evaluate(() => {
    const marked = window as unknown as { footlightMark: { back: string[] } };
    marked.footlightMark = { back: [] };
    let last = 0;
    setInterval(() => {
      const time = document.querySelector('video')?.currentTime ?? 0;
      if (time < last - 0.5) marked.footlightMark.back.push(`${last.toFixed(1)} -> ${time.toFixed(1)}`);
      last = time;
    }, 100);
  });
}
const wentBack = (screen: Screen) =>
  screen.evaluate(() => (window as unknown as { footlightMark?: { back: string[] } }).footlightMark?.back);

/** The two ways that are kept over a drop: by WebSocket-FLV, by low-latency HLS. */
const WAYS = { shortest: 'flv', short: 'm3u8' } as const;

for (const dropS of DROPS_S) {
  for (const [wish, media] of Object.entries(WAYS)) {
    test(`an encoder that is away for ${dropS} s, with ${wish} delay`, async ({ browser }, info) => {
      test.setTimeout(240_000 + dropS * 4_000);
      const show = await house.show(`Away for ${dropS} s`, { autoStart: true });
      const { rtmp, key } = await house.ingest(show.id);
      let encoder = Encoder.publish(rtmp, key);
      await expect.poll(() => house.phase(show.id), { timeout: 30_000 }).toBe('live');

      const context = await browser.newContext({ locale: 'en-GB' });
      await context.addInitScript((kept) => localStorage.setItem('player.delay', kept), wish);
      const inChromium = await context.newPage();
      const inFirefox = await firefox.page({ 'player.delay': wish });
      const screens: [string, Screen][] = [
        ['Chromium', inChromium],
        ['Firefox', inFirefox],
      ];
      for (const [name, screen] of screens) {
        await screen.goto(`${house.base}/s/${show.id}`);
        await keepsPlaying(screen);
        expect(await mediaOf(screen), name).toContain(media);
        await markPage(screen);
      }

      for (const size of ['640x360', '854x480']) {
        const before = await Promise.all(screens.map(([, screen]) => playedTo(screen)));
        await encoder.kill();
        await new Promise((done) => setTimeout(done, dropS * 1000));
        for (const [name, screen] of screens) expect(await words(screen), name).toContain('Back in a moment');
        encoder = Encoder.publish(rtmp, key, size);
        for (const [i, [name, screen]] of screens.entries()) {
          await expect.poll(() => words(screen), { timeout: 30_000, message: name }).toBe('');
          await expect
            .poll(() => playedTo(screen), { timeout: 30_000, message: `${name}, ${size}` })
            .toBeGreaterThan((before[i] ?? 0) + 1);
          await keepsPlaying(screen);
          const after = await playedTo(screen);
          console.log(
            `${name}, ${wish}, ${dropS} s, ${size}: ${before[i]?.toFixed(1)} s before, ${after.toFixed(1)} s after`,
          );
          expect(await wentBack(screen), name).toEqual([]);
          const height = await screen.evaluate(() => document.querySelector('video')?.videoHeight);
          expect(height, name).toBe(Number(size.split('x')[1]));
        }
      }
      await inChromium.screenshot({ path: info.outputPath('chromium.png') });
      await inFirefox.screenshot({ path: info.outputPath('firefox.png') });
      await house.end(show.id);
      await encoder.end();
      await context.close();
      await inFirefox.close();
    });
  }
}
