import type { Show } from '../api/client';
import { instantIn, knownZone, localIn } from '../app/time-core';
import type { Visibility } from '../door/visibility-core';

/** What stands in the form's fields, all as text the way the controls hold it. */
export interface ShowDraft {
  title: string;
  description: string;
  /** A wall clock in `zone`, `2026-11-20T19:30`, or nothing. */
  when: string;
  zone: string;
  autoStart: boolean;
  visibility: Visibility;
}

export function draftOf(show: Show | undefined, ownZone: string, visibility: Visibility = 'public'): ShowDraft {
  const zone = knownZone(show?.timeZone) ?? ownZone;
  return {
    title: show?.title ?? '',
    description: show?.description ?? '',
    when: show?.startsAt ? localIn(zone, show.startsAt) : '',
    zone,
    autoStart: show?.own?.autoStart ?? false,
    visibility: show?.own?.visibility ?? visibility,
  };
}

/** What a new show begins with: nothing, or the day it was asked for on, or all of another show but its time. */
export function newDraft(
  zone: string,
  day: string | undefined,
  like: Show | undefined,
  visibility: Visibility,
): ShowDraft {
  if (like) return { ...draftOf(like, zone), when: '' };
  return { ...draftOf(undefined, zone, visibility), when: day ? `${day}T20:00` : '' };
}

/** Whether two drafts would say the same to the server. */
export const sameDraft = (one: ShowDraft, other: ShowDraft): boolean =>
  JSON.stringify(bodyOf(one)) === JSON.stringify(bodyOf(other));

/** Whether a time that has gone by is about to be planned: worth a word, and no fault. A time left as it was needs none. */
export function plannedInThePast(draft: ShowDraft, before: ShowDraft, nowMs: number): boolean {
  const { startsAt, timeZone } = bodyOf(draft);
  if (!startsAt || Date.parse(startsAt) > nowMs - 60_000) return false;
  const was = bodyOf(before);
  return startsAt !== was.startsAt || timeZone !== was.timeZone;
}

/** What the clock shows instead when it skips the typed hour on that day; undefined when the hour is there. */
export function skippedTo({ when, zone }: ShowDraft): string | undefined {
  const instant = when === '' ? undefined : instantIn(zone, when);
  const shown = instant && localIn(zone, instant);
  return shown && shown !== when.slice(0, 16) ? shown.slice(11) : undefined;
}

/** The draft as the API takes it. */
export function bodyOf({ title, description, when, zone, autoStart, visibility }: ShowDraft) {
  const startsAt = when === '' ? null : (instantIn(zone, when) ?? null);
  return {
    title: title.trim(),
    description: description.trim(),
    startsAt,
    timeZone: startsAt ? zone : null,
    autoStart,
    visibility,
  };
}

export const COVER_MOST_BYTES = 10 * 1024 * 1024;

/** Why a file cannot be a cover, by its size and what the browser takes it for; the server looks at its bytes. */
export function coverFault(file: { size: number; type: string }): 'coverTooBig' | 'coverNoImage' | undefined {
  if (!['image/jpeg', 'image/png', 'image/gif'].includes(file.type)) return 'coverNoImage';
  return file.size > COVER_MOST_BYTES ? 'coverTooBig' : undefined;
}
