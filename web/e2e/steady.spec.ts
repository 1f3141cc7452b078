import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { delayOnScreenMs } from './clock-blocks';
import { type Addresses, Footlight } from './footlight';
import { need } from './programs';
import { keepsPlaying, mediaOf, words } from './watching';

need('chromium', 'chromium');

/** A low-latency stream that is watched for hours. On demand: `./footlight test --steady [MINUTES]`. */
const MINUTES = Number(process.env.E2E_STEADY_MINUTES ?? 0);
const LOOK_EVERY_MS = 15_000;
const STEADY_MS = 3_000;

interface Look {
  atS: number;
  delayMs: number;
  playedS: number;
  aheadS: number;
  dropped: number;
  heapMb: number;
}

if (MINUTES > 0) {
  let footlight: Footlight;
  let demo: Addresses;

  test.beforeAll(async () => {
    test.setTimeout(240_000);
    footlight = Footlight.spawn('demo', '--json');
    demo = await footlight.addresses();
  });

  test.afterAll(async () => {
    await footlight?.stop();
  });

  test(`low-latency HLS plays for ${MINUTES} minutes, always less than 3 s behind`, async ({ page }, info) => {
    test.setTimeout(MINUTES * 60_000 + 180_000);
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await page.addInitScript(() => localStorage.setItem('player.delay', 'short'));
    await page.goto(demo.watch);
    await keepsPlaying(page);
    expect(await mediaOf(page)).toContain('m3u8');
    const begunMs = Date.now();
    const looks: Look[] = [];
    while (Date.now() < begunMs + MINUTES * 60_000) {
      await page.waitForTimeout(LOOK_EVERY_MS);
      // A picture caught between two frames cannot be read: the next one can.
      let delayMs: number | undefined;
      for (let tries = 0; delayMs === undefined && tries < 5; tries++) delayMs = await delayOnScreenMs(page);
      const seen = await page.evaluate(() => {
        const video = document.querySelector('video');
        const { buffered, currentTime = 0 } = video ?? {};
        return {
          playedS: currentTime,
          aheadS: buffered?.length ? buffered.end(buffered.length - 1) - currentTime : 0,
          dropped: video?.getVideoPlaybackQuality().droppedVideoFrames ?? 0,
          heapMb: (performance as unknown as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0,
        };
      });
      const look = {
        ...seen,
        atS: Math.round((Date.now() - begunMs) / 1000),
        delayMs: delayMs ?? Number.NaN,
        heapMb: Math.round(seen.heapMb / 1e6),
      };
      looks.push(look);
      writeFileSync(info.outputPath('looks.json'), `${JSON.stringify(looks)}\n`);
      if (looks.length % 20 === 0) console.log(JSON.stringify(look), await words(page));
      if (looks.length % 240 === 0) await page.screenshot({ path: info.outputPath(`at-${look.atS}-s.png`) });
    }
    const delays = looks.map(({ delayMs }) => delayMs).sort((a, b) => a - b);
    const played = (looks.at(-1)?.playedS ?? 0) - (looks[0]?.playedS ?? 0);
    const passed = (looks.at(-1)?.atS ?? 0) - (looks[0]?.atS ?? 0);
    console.log(
      `${delays.length} looks: delay p50 ${delays[Math.floor(delays.length / 2)]} ms, largest ${delays.at(-1)} ms; ` +
        `${played.toFixed(0)} s played in ${passed} s`,
    );
    expect(delays.filter((delay) => !(delay < STEADY_MS))).toEqual([]);
    expect(Math.abs(played - passed)).toBeLessThan(STEADY_MS / 1000);
    expect(problems).toEqual([]);
  });
}
