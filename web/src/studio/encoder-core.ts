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
      return refusal && { ...known, refusals: [refusal, ...known.refusals].slice(0, REFUSALS_KEPT) };
    }
    default:
      return known;
  }
}
