/** Whether this browser can play a live show at all, and if not, why, as a word the page has a sentence for. */
export type Cannot = 'no-media-source' | 'no-websocket' | 'no-h264';

export interface BrowserParts {
  mediaSource: { isTypeSupported(type: string): boolean } | undefined;
  webSocket: boolean;
}

const USUAL_PICTURE = 'video/mp4; codecs="avc1.42e01e"';

export function whyNot({ mediaSource, webSocket }: BrowserParts): Cannot | undefined {
  if (!mediaSource) return 'no-media-source';
  if (!webSocket) return 'no-websocket';
  if (!mediaSource.isTypeSupported(USUAL_PICTURE)) return 'no-h264';
  return undefined;
}

/** The name a person knows a codec by, from what the stream calls it. */
export function codecName(codec: string): string {
  const known: [RegExp, string][] = [
    [/^(avc|h\.?264)/i, 'H.264'],
    [/^(hvc|hev|hevc|h\.?265)/i, 'HEVC'],
    [/^(av01|av1)/i, 'AV1'],
    [/^(vp09|vp9)/i, 'VP9'],
    [/^(mp4a|aac)/i, 'AAC'],
    [/^opus/i, 'Opus'],
    [/^mp3/i, 'MP3'],
  ];
  return known.find(([pattern]) => pattern.test(codec))?.[1] ?? codec;
}
