import type { ErrorData, default as HlsClass, HlsConfig } from 'hls.js';
import type { Engine, EngineEvents, EngineStop } from './engine';
import { endedLoader } from './hls-loader';
import { fitted, type HlsTiming } from './hls-timing-core';
import { StallMargin } from './stall-margin-core';

export type HlsBuild = typeof HlsClass;

export interface HlsEvents extends EngineEvents {
  /** The show has other languages or subtitles. */
  onNeedsWhole(): void;
}

const CATCH_UP_RATE = 1.08;
const BACK_S = 30;
const AHEAD_S = 20;
const MOST_MARGIN_S = 2;

/** HLS by hls.js: the near edge of a low-latency playlist, or a steady distance. hls.js keeps the distance itself. */
export function playHls(
  Hls: HlsBuild,
  timing: HlsTiming,
  video: HTMLVideoElement,
  url: string,
  events: HlsEvents,
): Engine {
  let open = true;
  let now = timing;
  let lingers = false;
  const margin = new StallMargin(MOST_MARGIN_S);
  const hls = new Hls({ ...configOf(timing), pLoader: endedLoader(Hls) as unknown as HlsConfig['pLoader'] });
  const { Events, ErrorTypes, ErrorDetails } = Hls;
  const stop = (why: EngineStop) => {
    if (open) events.onStopped(why);
  };
  const heard = () => open && events.onBytes();

  hls.on(Events.MANIFEST_PARSED, (_event, { levels, subtitleTracks, audioTracks }) => {
    if (subtitleTracks.length > 0 || audioTracks.length > 1) events.onNeedsWhole();
    if (levels.length > 1) events.onQualities?.(levels.map(({ height }, id) => ({ id, height })));
  });
  hls.on(Events.MANIFEST_LOADED, heard);
  hls.on(Events.FRAG_LOADED, heard);
  hls.on(Events.LEVEL_LOADED, (_event, { details }) => {
    now = fitted(timing, { targetDurationS: details.targetduration, partS: details.partTarget || undefined });
    margin.relax(performance.now());
    hls.config.liveSyncDuration = now.syncS + margin.seconds;
    if (!lingers) hls.config.liveMaxLatencyDuration = now.mostS;
  });
  hls.on(Events.ERROR, (_event, data) => {
    if (data.details === ErrorDetails.BUFFER_STALLED_ERROR) margin.stalled(performance.now());
    if (!data.fatal) return;
    const detail = `${data.details} ${data.response?.code ?? ''} ${data.error?.message ?? ''}`.trim();
    const codecs: string[] = [
      ErrorDetails.BUFFER_ADD_CODEC_ERROR,
      ErrorDetails.BUFFER_INCOMPATIBLE_CODECS_ERROR,
      ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR,
    ];
    if (codecs.includes(data.details)) stop({ kind: 'undecodable', codec: codecOf(data) });
    else if (data.type === ErrorTypes.NETWORK_ERROR) stop({ kind: 'line', detail });
    else stop({ kind: 'media', detail });
  });
  const failed = () => {
    const error = video.error;
    if (error) stop({ kind: 'media', detail: `${error.code} ${error.message}` });
  };
  video.addEventListener('error', failed);
  hls.attachMedia(video);
  hls.loadSource(url);

  return {
    patienceMs: timing.lowLatency ? 8_000 : 15_000,
    edge: {
      behindS: () => (hls.latestLevelDetails ? hls.latency : undefined),
      targetS: () => hls.targetLatency ?? now.syncS,
      toLive() {
        const { liveSyncPosition } = hls;
        if (liveSyncPosition !== null) video.currentTime = liveSyncPosition;
      },
      linger(on) {
        lingers = on;
        // hls.js reads its configuration at every turn.
        hls.config.liveMaxLatencyDuration = on ? Number.POSITIVE_INFINITY : now.mostS;
        hls.config.maxLiveSyncPlaybackRate = on ? 1 : CATCH_UP_RATE;
        if (on) video.playbackRate = 1;
      },
    },
    arrivedMs: () => hls.playingDate?.getTime(),
    choose(quality) {
      hls.nextLevel = quality ?? -1;
    },
    close() {
      if (!open) return;
      open = false;
      video.removeEventListener('error', failed);
      hls.destroy();
      video.playbackRate = 1;
    },
  };
}

const configOf = ({ lowLatency, syncS, mostS }: HlsTiming): Partial<HlsConfig> => ({
  lowLatencyMode: lowLatency,
  // Said here, hls.js believes it rather than the playlist's hold-back; without a most it never jumps back to live.
  liveSyncDuration: syncS,
  liveMaxLatencyDuration: mostS,
  // It would stay a second further back after each time that the buffer ran dry, for ever.
  liveSyncOnStallIncrease: 0,
  maxLiveSyncPlaybackRate: lowLatency ? CATCH_UP_RATE : 1,
  backBufferLength: BACK_S,
  maxBufferLength: AHEAD_S,
  // Ours is fragmented MP4: there is nothing to take apart that would be worth a worker.
  enableWorker: false,
});

const codecOf = (data: ErrorData) =>
  /codecs?=\\?"?([\w.-]+)/i.exec(`${data.mimeType ?? ''} ${data.reason ?? ''} ${data.error?.message ?? ''}`)?.[1] ?? '';
