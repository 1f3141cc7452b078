/** What a running encoder sends, as people read it. */
export function sayBitrate(bitsPerSecond: number): string {
  if (bitsPerSecond >= 1_000_000) return `${(bitsPerSecond / 1_000_000).toFixed(1)} Mbit/s`;
  return `${Math.round(bitsPerSecond / 1000)} kbit/s`;
}

export function saySize({ width, height }: { width: number; height: number }): string | undefined {
  return width > 0 && height > 0 ? `${width}\u00a0×\u00a0${height}` : undefined;
}

/** Whole when it is nearly whole, since a count over seconds always wavers: 29.88 is 30. */
export function sayRate(framesPerSecond: number): string {
  const whole = Math.round(framesPerSecond);
  return String(Math.abs(framesPerSecond - whole) <= 0.2 ? whole : Math.round(framesPerSecond * 10) / 10);
}

/** What an encoder calls itself, in the words of its maker: "obs-output module (libobs version 29.0.2)" is OBS 29.0.2. */
export function sayProgram(name: string): string {
  const version = /libobs version ([\d.]+)/.exec(name)?.[1];
  if (version) return `OBS ${version}`;
  return /^Lavf[\d.]/.test(name) ? 'ffmpeg' : name;
}
