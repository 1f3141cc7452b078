import mpegts from 'mpegts.js';
import { Arrivals } from './arrival-core';
import type { Engine, EngineStop, OpenEngine } from './engine';
import { watchedLoader } from './flv-loader';
import { FlvWatch } from './flv-watch-core';

mpegts.LoggingControl.applyConfig({
  enableVerbose: false,
  enableDebug: false,
  enableInfo: false,
  enableWarn: false,
  enableError: false,
});

/** WebSocket-FLV by mpegts.js. The line is ours (see `flv-loader.ts`), the demuxer and the media source are its. */
export const openFlv: OpenEngine = (video, url, events) => {
  let open = true;
  const stop = (why: EngineStop) => {
    if (open) events.onStopped(why);
  };
  const arrivals = new Arrivals();
  const watch = new FlvWatch((mark) => arrivals.mark(mark));
  const player = mpegts.createPlayer(
    { type: 'flv', isLive: true, url },
    {
      isLive: true,
      // The loader below lives on the page, so the demuxer does too: at a show's few megabits it costs about one per cent
      // of a core, and the delay can be measured, which mpegts.js in a worker does not allow.
      enableWorker: false,
      enableStashBuffer: false,
      lazyLoad: false,
      // Our own live edge keeps the distance; its two rules would fight with ours.
      liveBufferLatencyChasing: false,
      liveSync: false,
      autoCleanupSourceBuffer: true,
      autoCleanupMaxBackwardDuration: 40,
      autoCleanupMinBackwardDuration: 20,
      customLoader: watchedLoader({
        onChunk: (chunk) => {
          if (!open) return;
          events.onBytes();
          watch.push(new Uint8Array(chunk));
        },
        onLost: (detail) => stop({ kind: 'line', detail }),
      }),
    },
  );
  player.on(mpegts.Events.ERROR, (type: string, detail: string, info?: { code?: number; msg?: string }) => {
    const said = `${detail} ${info?.msg ?? ''}`.trim();
    if (type === mpegts.ErrorTypes.NETWORK_ERROR) stop({ kind: 'line', detail: said });
    // 9 is the DOM's NotSupportedError, thrown when the media source is asked for a decoder it does not have.
    else if (detail === mpegts.ErrorDetails.MEDIA_CODEC_UNSUPPORTED || info?.code === 9)
      stop({ kind: 'undecodable', codec: codecIn(said) });
    else stop({ kind: 'media', detail: said });
  });
  const failed = () => {
    const error = video.error;
    if (error) stop({ kind: 'media', detail: `${error.code} ${error.message}` });
  };
  video.addEventListener('error', failed);
  player.attachMediaElement(video);
  player.load();
  return {
    patienceMs: 5_000,
    arrivedMs: (currentTimeS) => arrivals.arrivedMs(currentTimeS),
    close() {
      if (!open) return;
      open = false;
      video.removeEventListener('error', failed);
      player.destroy();
    },
  } satisfies Engine;
};

const codecIn = (said: string) =>
  /codecs?="?([\w.]+)/i.exec(said)?.[1] ?? /\b(hvc1|hev1|av01|vp09|opus|fLaC|ac-3|ec-3)[\w.]*/i.exec(said)?.[0] ?? '';
