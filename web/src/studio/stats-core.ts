import type { Encoder } from '../api/client';

/** Numbers of a running encoder as people read them, and what is worth a word of advice. */
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

export type Advice =
  | { kind: 'slowKeyframes'; seconds: number }
  | { kind: 'noSound' }
  | { kind: 'hardCodec'; codec: string };

const KEYFRAMES_SLOW_BEYOND_MS = 4_500;

export function adviceFor({ on, video, audio }: Pick<Encoder, 'on' | 'video' | 'audio'>): Advice[] {
  if (!on) return [];
  const advice: Advice[] = [];
  if (video && video.keyframeGapMs > KEYFRAMES_SLOW_BEYOND_MS) {
    advice.push({ kind: 'slowKeyframes', seconds: Math.round(video.keyframeGapMs / 1000) });
  }
  if (video && !/^(h\.?264|avc)/i.test(video.codec)) advice.push({ kind: 'hardCodec', codec: video.codec });
  if (video && !audio) advice.push({ kind: 'noSound' });
  return advice;
}
