/** How far behind the live edge hls.js is told to stay, and how far before it jumps; both in seconds. */
export interface HlsTiming {
  lowLatency: boolean;
  syncS: number;
  mostS: number;
}

/**
 * Parts are a third of a second: 1.8 s leave a second of buffer after the newest playlist and part have travelled, which
 * is also the least that hls.js wants to have before it plays faster to catch up.
 */
export const LOW: HlsTiming = { lowLatency: true, syncS: 1.8, mostS: 6 };

/** Whole segments of four seconds, two of them in hand. */
export const STEADY: HlsTiming = { lowLatency: false, syncS: 10, mostS: 24 };

/** What the server sends: the longest segment, and the part when it sends parts. */
export interface Pieces {
  targetDurationS: number;
  partS: number | undefined;
}

/** The same timing for pieces that are longer than ours are: never closer than three of them (RFC 8216bis, 4.4.3.8). */
export function fitted(timing: HlsTiming, { targetDurationS, partS }: Pieces): HlsTiming {
  const pieceS = timing.lowLatency && partS ? partS : targetDurationS;
  const leastS = timing.lowLatency ? pieceS * 3 : targetDurationS * 2.5;
  const syncS = Math.max(timing.syncS, leastS);
  return { ...timing, syncS, mostS: Math.max(timing.mostS, syncS + 2 * pieceS) };
}
