import type { Show } from '../api/client';

export const VISIBILITIES = ['public', 'unlisted', 'private'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** Whether choosing this sends people away who watch now: those whom a private show does not know. */
export const sendsAway = (show: Pick<Show, 'phase' | 'own'> | undefined, chosen: Visibility): boolean =>
  chosen === 'private' &&
  show?.own !== undefined &&
  show.own.visibility !== 'private' &&
  ['open', 'live', 'interrupted'].includes(show.phase);
