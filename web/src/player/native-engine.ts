import type { EngineStop, OpenEngine } from './engine';

/** The error of a source that could not be opened, whatever the reason. */
const SRC_NOT_SUPPORTED = 4;
const NETWORK = 2;

/** HLS by the browser itself (Safari, and Chromium lately): it keeps its own distance; we look on. */
export const openNative: OpenEngine = (video, url, events) => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const stop = (why: EngineStop) => {
    if (!signal.aborted) events.onStopped(why);
  };
  const failed = async () => {
    const { error } = video;
    if (!error || signal.aborted) return;
    const detail = `${error.code} ${error.message}`;
    if (error.code === NETWORK) return stop({ kind: 'line', detail });
    // The same number stands for "no such thing" and "cannot decode it": only asking tells them apart.
    const there = error.code !== SRC_NOT_SUPPORTED || (await answers(url, signal));
    stop({ kind: there ? 'media' : 'line', detail });
  };
  for (const sign of ['progress', 'loadedmetadata', 'timeupdate'])
    video.addEventListener(sign, () => events.onBytes(), { signal });
  video.addEventListener('error', () => void failed(), { signal });
  video.src = url;
  video.load();

  const end = () => {
    const { seekable } = video;
    return seekable.length > 0 ? seekable.end(seekable.length - 1) : undefined;
  };
  // How far behind its edge the browser settled is what it means to be.
  let meantS: number | undefined;
  const behindS = () => {
    const edge = end();
    if (edge === undefined || video.readyState < 2) return undefined;
    const behind = Math.max(0, edge - video.currentTime);
    meantS ??= behind;
    return behind;
  };
  return {
    patienceMs: 20_000,
    edge: {
      behindS,
      targetS: () => meantS ?? 3,
      toLive() {
        const edge = end();
        if (edge !== undefined) video.currentTime = Math.max(0, edge - (meantS ?? 3));
      },
      linger() {},
    },
    arrivedMs(currentTimeS) {
      // Apple's: the EXT-X-PROGRAM-DATE-TIME of the timeline's beginning.
      const startMs = (video as { getStartDate?: () => Date }).getStartDate?.().getTime();
      return startMs === undefined || Number.isNaN(startMs) ? undefined : startMs + currentTimeS * 1000;
    },
    close() {
      if (signal.aborted) return;
      stopping.abort();
      video.removeAttribute('src');
      video.load();
    },
  };
};

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    return (await fetch(url, { signal, cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
