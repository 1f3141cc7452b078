import Light from 'hls.js/light';
import type { OpenEngine } from './engine';
import { type HlsBuild, playHls } from './hls-play';
import { type HlsTiming, LOW, STEADY } from './hls-timing-core';

/** The light build knows no other languages and no subtitles; the first show that has them brings the whole one. */
let build: HlsBuild = Light;

async function bringWhole(): Promise<void> {
  build = (await import('./hls-whole-engine')).Whole;
}

const openHls =
  (timing: HlsTiming): OpenEngine =>
  (video, url, events) =>
    playHls(build, timing, video, url, {
      ...events,
      onNeedsWhole() {
        // Without it the show plays too, less what only the whole one knows.
        if (build === Light)
          void bringWhole().then(
            () => events.onStopped({ kind: 'reopen' }),
            () => {},
          );
      },
    });

export const openLowLatency = openHls(LOW);
export const openSteady = openHls(STEADY);
