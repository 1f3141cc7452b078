import Light from 'hls.js/light';
import type { Engine, OpenEngine } from './engine';
import { type HlsEvents, playHls } from './hls-play';
import { type HlsTiming, LOW, STEADY } from './hls-timing-core';

/**
 * hls.js in its light build, which knows no other languages and no subtitles; a show that has them is opened anew with the
 * whole build, which only such a show has to load.
 */
const openHls =
  (timing: HlsTiming): OpenEngine =>
  (video, url, events) => {
    let open = true;
    let engine: Engine;
    const lightEvents: HlsEvents = {
      ...events,
      onNeedsWhole: () =>
        // Not in the middle of the event that told it.
        void import('./hls-whole-engine').then(({ Whole }) => {
          if (!open) return;
          engine.close();
          engine = playHls(Whole, timing, video, url, events);
        }),
    };
    engine = playHls(Light, timing, video, url, lightEvents);
    return {
      patienceMs: engine.patienceMs,
      edge: {
        behindS: () => engine.edge?.behindS(),
        targetS: () => engine.edge?.targetS() ?? timing.syncS,
        toLive: () => engine.edge?.toLive(),
        linger: (on) => engine.edge?.linger(on),
      },
      arrivedMs: (currentTimeS) => engine.arrivedMs(currentTimeS),
      choose: (quality) => engine.choose?.(quality),
      close() {
        open = false;
        engine.close();
      },
    };
  };

export const openLowLatency = openHls(LOW);
export const openSteady = openHls(STEADY);
