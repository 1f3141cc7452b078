import { type BrowserParts, type Cannot, carriedByFlv, firstUnfed, firstUnopened } from './capability-core';

/** A way for the picture into this page: FLV by WebSocket, HLS by hls.js close to the edge or far from it, the browser's own. */
export type Way = 'flv' | 'llhls' | 'hls' | 'native';

/** How long behind the viewer wants to be: as little as possible, little, or far enough for a shaky line. */
export type Wish = 'shortest' | 'short' | 'steady';
export const WISHES: readonly Wish[] = ['shortest', 'short', 'steady'];

const ORDER: Record<Wish, readonly Way[]> = {
  shortest: ['flv', 'llhls', 'native'],
  short: ['llhls', 'native', 'flv'],
  steady: ['hls', 'native', 'flv'],
};

/** The ways that fulfil the wish in this browser for a stream of these codecs, the best first. No codecs: not known yet. */
export function waysFor(wish: Wish, parts: BrowserParts, codecs: readonly string[]): Way[] {
  return ORDER[wish].map((way) => instead(way, parts)).filter((way) => goes(way, parts, codecs));
}

/** What can be wished for here: more than one, or there is nothing to choose. */
export function wishesFor(parts: BrowserParts, codecs: readonly string[]): Wish[] {
  return WISHES.filter((wish) => {
    const first = ORDER[wish][0];
    return first !== undefined && instead(first, parts) === first && goes(first, parts, codecs);
  });
}

function instead(way: Way, parts: BrowserParts): Way {
  return way === 'llhls' && parts.stumblesOverParts ? 'hls' : way;
}

function goes(way: Way, parts: BrowserParts, codecs: readonly string[]): boolean {
  const fed = () => firstUnfed(codecs, parts) === undefined;
  switch (way) {
    case 'flv':
      return parts.mediaSource && parts.webSocket && codecs.every(carriedByFlv) && fed();
    case 'llhls':
    case 'hls':
      return (parts.mediaSource || parts.managedOnly) && fed();
    case 'native':
      return parts.nativeHls && firstUnopened(codecs, parts) === undefined;
  }
}

/** Why no way is left, in the words of whoever watches. */
export function whyNone(parts: BrowserParts, codecs: readonly string[]): Cannot {
  const anySource = parts.mediaSource || parts.managedOnly;
  if (!anySource && !parts.nativeHls) return 'no-media-source';
  const codec = anySource ? firstUnfed(codecs, parts) : firstUnopened(codecs, parts);
  if (codec === undefined) return 'media';
  return codecs.length > 0 ? { codec } : 'no-h264';
}
