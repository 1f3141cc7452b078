import type { ClockMark } from './flv-watch-core';

const MARKS_KEPT = 120;

/**
 * When the frame on the screen reached the server, by the marks of the stream (one a keyframe). Between two marks media
 * time runs as fast as the world's.
 */
export class Arrivals {
  private readonly marks: ClockMark[] = [];

  mark(mark: ClockMark): void {
    this.marks.push(mark);
    if (this.marks.length > MARKS_KEPT) this.marks.shift();
  }

  /** Epoch milliseconds of the server's clock; undefined while nothing is known of the frame shown. */
  arrivedMs(currentTimeS: number): number | undefined {
    const shownMs = currentTimeS * 1000;
    const mark = this.marks.findLast(({ mediaMs }) => mediaMs <= shownMs) ?? this.marks[0];
    return mark && mark.arrivedMs + (shownMs - mark.mediaMs);
  }
}

/** How old the picture is, in milliseconds; undefined while unknown. Never below zero: clocks are only nearly equal. */
export function delayMs(arrivedMs: number | undefined, serverNowMs: number | undefined): number | undefined {
  if (arrivedMs === undefined || serverNowMs === undefined) return undefined;
  return Math.max(0, serverNowMs - arrivedMs);
}

/** The delay in whole tenths of a second, as it is written on the page. */
export const tenths = (delay: number): number => Math.round(delay / 100) / 10;
