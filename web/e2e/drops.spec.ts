import { type Browser, expect, test } from '@playwright/test';
import { Encoder } from './encoder';
import { Firefox } from './firefox';
import { House } from './house';
import { need } from './programs';
import { keepsPlaying, mediaOf, playedTo, type Screen, words } from './watching';

need('chromium', 'chromium');
need('ffmpeg', 'ffmpeg');

/**
 * The encoder drops and returns, also with another picture: the page goes on by itself, in every browser and by every way,
 * on the same time line and without being loaded again. The long drops take minutes: E2E_LONG=1.
 */
const DROPS_S = process.env.E2E_LONG === '1' ? [5, 30, 59] : [5];
/** The two ways that are kept over a drop: by WebSocket-FLV, by low-latency HLS. */
const WAYS = { shortest: 'flv', short: 'm3u8' } as const;

let house: House;
let encoder: Encoder | undefined;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  house = await House.open();
});

test.afterEach(async () => {
  await encoder?.kill();
});

test.afterAll(async () => {
  await house?.close();
});

interface Seat {
  screen: Screen;
  leave(): Promise<void>;
}

async function inChromium(browser: Browser, wish: string): Promise<Seat> {
  const context = await browser.newContext({ locale: 'en-GB' });
  await context.addInitScript((kept) => localStorage.setItem('player.delay', kept), wish);
  return { screen: await context.newPage(), leave: () => context.close() };
}

async function inFirefox(_browser: Browser, wish: string): Promise<Seat> {
  need('firefox-esr', 'firefox-esr');
  const firefox = await Firefox.open();
  return { screen: await firefox.page({ 'player.delay': wish }), leave: () => firefox.close() };
}

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

for (const dropS of DROPS_S) {
  for (const [wish, media] of Object.entries(WAYS)) {
    for (const [name, sit] of Object.entries({ Chromium: inChromium, Firefox: inFirefox })) {
      test(`an encoder that is away for ${dropS} s, with ${wish} delay, in ${name}`, async ({ browser }) => {
        test.setTimeout(240_000 + dropS * 4_000);
        const { screen, leave } = await sit(browser, wish);
        try {
          await seesDrops(screen, { dropS, wish, media, name });
        } finally {
          await leave();
        }
      });
    }
  }
}

interface Case {
  dropS: number;
  wish: string;
  media: string;
  name: string;
}

async function seesDrops(screen: Screen, { dropS, wish, media, name }: Case): Promise<void> {
  const show = await house.show(`Away for ${dropS} s`, { autoStart: true });
  const { rtmp, key } = await house.ingest(show.id);
  encoder = Encoder.publish(rtmp, key);
  await expect.poll(() => house.phase(show.id), { timeout: 30_000 }).toBe('live');
  await screen.goto(`${house.base}/s/${show.id}`);
  await keepsPlaying(screen);
  expect(await mediaOf(screen)).toContain(media);
  await markPage(screen);
  for (const size of ['640x360', '854x480']) {
    const before = await playedTo(screen);
    await encoder.kill();
    await new Promise((done) => setTimeout(done, dropS * 1000));
    expect(await words(screen)).toContain('Back in a moment');
    encoder = Encoder.publish(rtmp, key, size);
    await expect.poll(() => words(screen), { timeout: 30_000 }).toBe('');
    await expect.poll(() => playedTo(screen), { timeout: 30_000 }).toBeGreaterThan(before + 1);
    await keepsPlaying(screen);
    const after = await playedTo(screen);
    console.log(`${name}, ${wish}, ${dropS} s, ${size}: ${before.toFixed(1)} s before, ${after.toFixed(1)} s after`);
    expect(await wentBack(screen)).toEqual([]);
    const height = () => screen.evaluate(() => document.querySelector('video')?.videoHeight);
    await expect.poll(height).toBe(Number(size.split('x')[1]));
  }
  await house.end(show.id);
  await encoder.end();
  // Who asks now and then learns that it is over, and may fetch what is left.
  const list = await fetch(`${house.base}/live/${show.streamId}/main.m3u8`);
  expect(list.status).toBe(200);
  expect(await list.text()).toContain('#EXT-X-ENDLIST');
}
