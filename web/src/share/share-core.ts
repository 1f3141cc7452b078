import type { Show } from '../api/client';
import { sceneOf } from '../show/show-core';

/** Something with a page of its own that can be handed on. */
export interface Shared {
  title: string;
  url: string;
  /** Path of its calendar file; undefined when there is nothing to put into a calendar. */
  calendar: string | undefined;
  /** The show whose player can stand in other pages. */
  embeds: string | undefined;
  /** What whoever runs it should know before they hand it on. */
  caution: 'draft' | 'private' | 'password' | undefined;
}

/** A show as it can be handed on. In events its address may be a bare path. */
export function sharedShow(show: Show, origin: string): Shared {
  const scene = sceneOf(show);
  const ahead = show.startsAt !== null && (scene === 'soon' || scene === 'waiting');
  return {
    title: show.title,
    url: new URL(show.watchUrl, origin).href,
    calendar: ahead ? `/s/${show.id}.ics` : undefined,
    embeds: scene === 'cancelled' ? undefined : show.id,
    caution: cautionOf(show),
  };
}

export function sharedChannel(channel: { name: string; handle: string }, origin: string): Shared {
  return {
    title: channel.name,
    url: `${origin}/@${channel.handle}`,
    calendar: `/@${channel.handle}.ics`,
    embeds: undefined,
    caution: undefined,
  };
}

/** Only who runs the show is told how its door stands. */
function cautionOf({ own, guarded, phase }: Show): Shared['caution'] {
  if (!own) return undefined;
  if (own.visibility === 'private') return 'private';
  if (guarded) return 'password';
  return phase === 'draft' ? 'draft' : undefined;
}

/** Whether this device's own way of sharing comes first: a phone's or a tablet's. */
export const sharesByDevice = (device: { share?: unknown }, coarse: boolean): boolean =>
  typeof device.share === 'function' && coarse;
