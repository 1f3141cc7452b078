import type { Encoder, EncoderAdvice } from '../api/client';

/** What the encoder doctor says, as the studio shows and speaks it. */
export type Tone = EncoderAdvice['severity'] | 'over';

/** The doctor has seen too little of an encoder that came this lately to praise it. */
const LOOKING_MS = 10_000;

export const toneOf = (advice: EncoderAdvice): Tone => (advice.overSince ? 'over' : advice.severity);

export type Verdict = 'looking' | 'nothing' | 'advice';

export function verdictOf({ advice, since }: Pick<Encoder, 'advice' | 'since'>, nowMs: number): Verdict {
  if (advice.length > 0) return 'advice';
  return since && nowMs - Date.parse(since) < LOOKING_MS ? 'looking' : 'nothing';
}

/**
 * The advice that a screen reader should hear now: what is new, and what is over since. Numbers in a sentence change
 * now and then; that is no news.
 */
export function newsIn(before: EncoderAdvice[], after: EncoderAdvice[]): EncoderAdvice[] {
  return after.filter((one) => {
    const known = before.find(({ code }) => code === one.code);
    return !known || Boolean(known.overSince) !== Boolean(one.overSince);
  });
}
