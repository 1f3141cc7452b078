import type { ClockMark } from './flv-watch-core';

const MARKS_KEPT = 120;

/**
 * How old the picture on the screen is: the server's time now, less the time the frame shown reached the server. Between
 * two marks (one a keyframe) media time runs as fast as the world's.
 */
export class DelayMeter {
  private marks: ClockMark[] = [];

  mark(mark: ClockMark): void {
    this.marks.push(mark);
    if (this.marks.length > MARKS_KEPT) this.marks.shift();
  }

  /** Milliseconds; undefined while nothing is known of the frame shown. Never below zero: clocks are only nearly equal. */
  delayMs(currentTimeS: number, serverNowMs: number | undefined): number | undefined {
    if (serverNowMs === undefined) return undefined;
    const shownMs = currentTimeS * 1000;
    const mark = this.marks.findLast(({ mediaMs }) => mediaMs <= shownMs) ?? this.marks[0];
    if (!mark) return undefined;
    return Math.max(0, serverNowMs - (mark.arrivedMs + (shownMs - mark.mediaMs)));
  }

  clear(): void {
    this.marks = [];
  }
}

/** The delay in whole tenths of a second, as it is written on the page. */
export const tenths = (delayMs: number): number => Math.round(delayMs / 100) / 10;
