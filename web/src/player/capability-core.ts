/** What this browser brings along, asked once. */
export interface BrowserParts {
  /** The media source a page may feed by itself. */
  mediaSource: boolean;
  /** Only Apple's managed one, which feeds when the system wants it: good for HLS, not for a line that never rests. */
  managedOnly: boolean;
  webSocket: boolean;
  /** HLS in parts plays its sound, and the picture stands: so seen in WebKitGTK 2.50, whose media source is GStreamer's. */
  stumblesOverParts?: boolean;
  /** The video element opens HLS playlists by itself. */
  nativeHls: boolean;
  /** Whether a media source takes this type, `video/mp4; codecs="…"`. */
  feeds(type: string): boolean;
  /** Whether the video element may take it from a file or playlist. */
  opens(type: string): boolean;
}

/** Why there is no way at all, as a word the page has a sentence for, or the codec that is in the way. */
export type Cannot = 'no-media-source' | 'no-websocket' | 'no-h264' | 'media' | { codec: string };

const USUAL_PICTURE = 'avc1.42e01e';
const SOUND = /^(mp4a|mp3|opus|flac|ac-3|ec-3)/i;

/** The MIME type under which a browser is asked for one codec (RFC 6381 string). */
export const typeOf = (codec: string): string => `${SOUND.test(codec) ? 'audio' : 'video'}/mp4; codecs="${codec}"`;

/** What the stream is made of, or what most streams are while nobody knows. */
const asked = (codecs: readonly string[]) => (codecs.length > 0 ? codecs : [USUAL_PICTURE]);

export function firstUnfed(codecs: readonly string[], parts: BrowserParts): string | undefined {
  return asked(codecs).find((codec) => !parts.feeds(typeOf(codec)));
}

export function firstUnopened(codecs: readonly string[], parts: BrowserParts): string | undefined {
  return asked(codecs).find((codec) => !parts.opens(typeOf(codec)));
}

/**
 * Whether mpegts.js 1.8 reads this codec from FLV; VP9 and Dolby's it does not, and of FLAC it misreads the head that
 * enhanced RTMP prescribes.
 */
export const carriedByFlv = (codec: string): boolean => /^(avc|hvc1|hev1|av01|mp4a|mp3|opus)/i.test(codec);

/** The name a person knows a codec by, from what the stream calls it. */
export function codecName(codec: string): string {
  const known: [RegExp, string][] = [
    [/^(avc|h\.?264)/i, 'H.264'],
    [/^(hvc|hev|hevc|h\.?265)/i, 'HEVC'],
    [/^(av01|av1)/i, 'AV1'],
    [/^(vp09|vp9)/i, 'VP9'],
    [/^(mp4a|aac)/i, 'AAC'],
    [/^opus/i, 'Opus'],
    [/^flac/i, 'FLAC'],
    [/^(ac-3|ec-3)/i, 'Dolby Digital'],
    [/^mp3/i, 'MP3'],
  ];
  return known.find(([pattern]) => pattern.test(codec))?.[1] ?? codec;
}
