/** A link that gives Larix Broadcaster one connection ("Larix Grove"): read from a QR code or opened on the phone itself. */
export function larixLink(rtmpUrl: string, name: string): string {
  const parts = [
    ['url', rtmpUrl],
    ['name', name],
    ['mode', 'av'],
    ['overwrite', 'on'],
  ] as const;
  return `larix://set/v1?${parts.map(([key, value]) => `conn[][${key}]=${encodeURIComponent(value)}`).join('&')}`;
}
