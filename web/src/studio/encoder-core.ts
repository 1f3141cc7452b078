import type { Encoder, Refusal } from '../api/client';
import type { LinkEvent } from '../link/link-core';

const REFUSALS_KEPT = 20;

/** The encoder after an event of the studio's topic; undefined when the event says too little and one has to ask. */
export function encoderAfter(known: Encoder, event: LinkEvent): Encoder | undefined {
  switch (event.type) {
    case 'encoder.on':
    case 'encoder.stats':
      return (event.encoder as Encoder | undefined) ?? undefined;
    case 'encoder.off':
      return { ...known, on: false, since: null, video: null, audio: null, bitrateBps: 0, program: null, advice: [] };
    case 'encoder.refused': {
      const refusal = event.refusal as Refusal | undefined;
      if (!refusal) return undefined;
      const others = known.refusals.filter((before) => !toldAgain(before, refusal));
      return { ...known, refusals: [refusal, ...others].slice(0, REFUSALS_KEPT) };
    }
    default:
      return known;
  }
}

/** Tries with an unknown key are told as one, by address. */
function toldAgain(before: Refusal, now: Refusal): boolean {
  return now.code === 'unknown-key' && before.code === now.code && before.from === now.from;
}
