import type { BrowserParts } from './capability-core';

/** This browser, asked. */
export function thisBrowser(): BrowserParts {
  const { MediaSource: own, ManagedMediaSource: managed } = globalThis as typeof globalThis & {
    ManagedMediaSource?: typeof MediaSource;
  };
  const source = own ?? managed;
  const video = document.createElement('video');
  return {
    mediaSource: own !== undefined,
    managedOnly: own === undefined && managed !== undefined,
    webSocket: 'WebSocket' in globalThis,
    nativeHls: video.canPlayType?.('application/vnd.apple.mpegurl') !== '',
    feeds: (type) => source?.isTypeSupported(type) ?? false,
    opens: (type) => video.canPlayType(type) !== '',
  };
}
