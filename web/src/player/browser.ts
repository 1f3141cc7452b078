import type { BrowserParts } from './capability-core';

/** Nothing that can be asked for tells it apart. Chromium calls itself AppleWebKit too. */
const isWebKitGtk = (agent: string): boolean => /Linux.*AppleWebKit/.test(agent) && !/Chrom|Android/.test(agent);

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
    stumblesOverParts: isWebKitGtk(navigator.userAgent),
    nativeHls: video.canPlayType?.('application/vnd.apple.mpegurl') !== '',
    feeds: (type) => source?.isTypeSupported(type) ?? false,
    opens: (type) => video.canPlayType(type) !== '',
  };
}
