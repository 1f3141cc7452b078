// When the largest picture or text of a page stands, on a phone with a slow line: Lighthouse's mobile profile (150 ms
// there and back, 1.6 Mbit/s down, 0.75 up, a processor four times slower), nothing kept from before, the middle of five.
//   node dev/paint.mjs URL [URL...]
import { openBrowser } from './browser.mjs';

const urls = process.argv.slice(2);
if (urls.length === 0) {
  console.error('usage: node dev/paint.mjs URL [URL...]');
  process.exit(2);
}
const TRIALS = 5;
const SETTLED_MS = 3000;
const line = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };

const browser = await openBrowser();

async function trial(url) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', line);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  let bytes = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.addInitScript(() => {
    globalThis.painted = { lcp: 0, what: '' };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        globalThis.painted = { lcp: entry.startTime, what: entry.element?.className || entry.element?.tagName || '' };
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
  await page.goto(url, { waitUntil: 'load', timeout: 60_000 });
  // Nothing tells that no larger paint comes; the browser's own tools wait for quiet too.
  await page.waitForLoadState('networkidle').catch(() => {});
  await page.waitForFunction((ms) => performance.now() - globalThis.painted.lcp > ms, SETTLED_MS);
  const painted = await page.evaluate(() => globalThis.painted);
  const first = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
  await context.close();
  return { ...painted, first, bytes };
}

console.log('| page | first paint, ms | largest paint, ms | what it is | kB loaded |\n|---|---:|---:|---|---:|');
for (const url of urls) {
  const trials = [];
  for (let i = 0; i < TRIALS; i++) trials.push(await trial(url));
  trials.sort((a, b) => a.lcp - b.lcp);
  const { lcp, first, what, bytes } = trials[(TRIALS - 1) / 2];
  console.log(
    `| ${new URL(url).pathname} | ${first.toFixed(0)} | ${lcp.toFixed(0)} | ${what} | ${(bytes / 1000).toFixed(0)} |`,
  );
}
await browser.close();
