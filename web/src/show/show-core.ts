import type { Show } from '../api/client';
import type { LinkEvent } from '../link/link-core';

/** What a show's page shows: one address before, during and after. */
export type Scene = 'planned' | 'soon' | 'waiting' | 'live' | 'interrupted' | 'ended' | 'cancelled';

export function sceneOf({ phase, startsAt }: Pick<Show, 'phase' | 'startsAt'>): Scene {
  switch (phase) {
    case 'live':
      return 'live';
    case 'interrupted':
      return 'interrupted';
    case 'ended':
    case 'replay':
      return 'ended';
    case 'cancelled':
      return 'cancelled';
    case 'draft':
    case 'scheduled':
      return startsAt ? 'soon' : 'planned';
    case 'open':
      return 'waiting';
  }
}

const OVERDUE_MS = 3_600_000;

/** Whether its time is so long past that it is told as the past: nobody knows whether it will still begin. */
export const overdue = (startsAt: string, nowMs: number): boolean => nowMs - Date.parse(startsAt) > OVERDUE_MS;

/** Whether whoever is away may still come back: until the time of grace is over. */
export const hopeful = ({ graceUntil }: Pick<Show, 'graceUntil'>, nowMs: number): boolean =>
  !graceUntil || Date.parse(graceUntil) > nowMs;

const SOON_ENOUGH_MS = 20 * 60_000;

/** Whether one may still want to be reminded: doors can be open for hours before. */
export function remindable(show: Pick<Show, 'phase' | 'startsAt'>, nowMs: number): boolean {
  const scene = sceneOf(show);
  if (scene === 'waiting') return show.startsAt !== null && Date.parse(show.startsAt) - nowMs > SOON_ENOUGH_MS;
  return scene === 'soon' || scene === 'planned';
}

/** What a card says over the cover of a show that is on: an interrupted one is not "Live". */
export function pillOf(show: Pick<Show, 'phase' | 'startsAt' | 'graceUntil'>, nowMs: number) {
  switch (sceneOf(show)) {
    case 'live':
      return 'live';
    case 'interrupted':
      return hopeful(show, nowMs) ? 'show.backSoon' : 'show.away';
    case 'waiting':
      return 'show.doorsOpen';
    case 'soon':
    case 'planned':
    case 'ended':
    case 'cancelled':
      return undefined;
  }
}

/** What is said over the picture while the encoder is away; undefined while the show is not interrupted. */
export const interruptionOf = (show: Pick<Show, 'phase' | 'startsAt' | 'graceUntil'>, nowMs: number) =>
  sceneOf(show) === 'interrupted' ? pillOf(show, nowMs) : undefined;

/** The show after an event of its topic; the same object when the event changes nothing, undefined when it is gone. */
export function afterEvent(show: Show, event: LinkEvent): Show | undefined {
  if (event.type === 'show.deleted') return undefined;
  if (event.type === 'show.viewers' && typeof event.count === 'number') return { ...show, viewers: event.count };
  const told = event.show as Show | undefined;
  // The event is the same for everyone, so what is only for who looks stays as it was.
  if (told && typeof told === 'object' && told.id === show.id) {
    const { own, entry } = show;
    return { ...told, ...(own && { own }), ...(entry && { entry }) };
  }
  return show;
}

/** Days, hours, minutes and seconds until a time; all nought when it has come. */
export function countdown(untilMs: number, nowMs: number) {
  const left = Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
  return {
    days: Math.floor(left / 86_400),
    hours: Math.floor(left / 3600) % 24,
    minutes: Math.floor(left / 60) % 60,
    seconds: left % 60,
    over: left === 0,
  };
}
