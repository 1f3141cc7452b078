/** What the address of an embedded player may ask for. */
export interface EmbedWishes {
  /** Begin without being pressed; true unless said otherwise. */
  autoplay: boolean;
  muted: boolean;
  theme: 'dark' | 'light';
  /** Behind the `#`, so that no server's log has it. */
  pass: string | undefined;
}

export function wishesOf(search: string, hash: string): EmbedWishes {
  const query = new URLSearchParams(search);
  const pass = new URLSearchParams(hash.replace(/^#/, '')).get('pass');
  return {
    autoplay: query.get('autoplay') !== '0',
    muted: query.get('muted') === '1',
    theme: query.get('theme') === 'light' ? 'light' : 'dark',
    pass: pass && /^[\w.~-]{1,2000}$/.test(pass) ? pass : undefined,
  };
}

/** Sites whose pages may hold this player; null is any. */
export type AllowedOrigins = readonly string[] | null;

export const mayTalk = (origin: string, allowed: AllowedOrigins, own: string): boolean =>
  origin !== 'null' && origin !== '' && (allowed === null || origin === own || allowed.includes(origin));

/** The site of the page around, as far as the browser tells; undefined when it does not. */
export function parentOrigin(ancestors: ArrayLike<string> | undefined, referrer: string): string | undefined {
  if (ancestors && ancestors.length > 0) return ancestors[0];
  try {
    return new URL(referrer).origin;
  } catch {
    return undefined;
  }
}

export const COMMANDS = ['play', 'pause', 'mute', 'unmute', 'state'] as const;
export type Command = (typeof COMMANDS)[number];

/** The command in a message such as `{ footlight: 'play' }`; undefined when it is none. */
export function commandOf(data: unknown): Command | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const said = (data as { footlight?: unknown }).footlight;
  return COMMANDS.find((command) => command === said);
}

/** What the page around is told. */
export interface EmbedState {
  footlight: 'state';
  show: string;
  phase: string;
  playing: boolean;
  muted: boolean;
}

export const sameState = (a: EmbedState | undefined, b: EmbedState): boolean =>
  a !== undefined && a.phase === b.phase && a.playing === b.playing && a.muted === b.muted;

/** Where the media is, through the pass if there is one: what stands in a playlist is relative to it. */
export function addressesOf(streamId: string, pass: string | undefined, origin: string) {
  const media = `/live/${streamId}`;
  return {
    flv: `${origin.replace(/^http/, 'ws')}${media}.flv${pass ? `?pass=${encodeURIComponent(pass)}` : ''}`,
    hls: `${pass ? `/m/${pass}` : ''}${media}/index.m3u8`,
  };
}
