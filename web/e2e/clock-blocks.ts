import type { Page } from '@playwright/test';

/**
 * How many milliseconds lie between the demo's drawing of the picture on the screen and now, read from the
 * row of black and white blocks in it (docs/algorithms/clock-blocks.md); undefined when they cannot be read.
 */
export async function delayOnScreenMs(page: Page): Promise<number | undefined> {
  return page.evaluate(async () => {
    const video = document.querySelector('video');
    if (!video || video.videoWidth === 0) return undefined;
    const shown = await new Promise<boolean>((done) => {
      const timer = setTimeout(() => done(false), 3000);
      video.requestVideoFrameCallback(() => {
        clearTimeout(timer);
        done(true);
      });
    });
    const now = Date.now();
    if (!shown) return undefined;
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const pen = canvas.getContext('2d');
    if (!pen) return undefined;
    pen.drawImage(video, 0, 0);
    const scale = video.videoWidth / 1280;
    let bits = '';
    for (let block = 0; block < 42; block++) {
      const x = Math.round((52 + block * 28 + 14) * scale);
      const light = pen.getImageData(x, Math.round((462 + 24) * scale), 1, 1).data[1] ?? 0;
      bits += light > 127 ? '1' : '0';
    }
    if (!bits.startsWith('1101') || !bits.endsWith('01')) return undefined;
    const spelled = Number.parseInt(bits.slice(4, 36), 2);
    let check = 10;
    for (let rest = spelled; rest > 0; rest = Math.floor(rest / 16)) check += rest % 16;
    if (check % 16 !== Number.parseInt(bits.slice(36, 40), 2)) return undefined;
    return ((now % 2 ** 32) - spelled + 2 ** 32) % 2 ** 32;
  });
}
