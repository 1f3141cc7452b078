import type { Show } from '../api/client';
import { bodyOf, draftOf, type ShowDraft } from './show-form-core';

/** The parts of a show that two people may change at once. Time and zone are one: neither means a thing without the other. */
export type Part = 'title' | 'time' | 'description' | 'cover' | 'autoStart' | 'visibility';

/** What somebody else changed while the form was open, and what the form holds now. */
export interface Meanwhile {
  /** Theirs where only they changed something, mine everywhere else. */
  draft: ShowDraft;
  changed: Part[];
  /** Those of `changed` that I changed too, to something else. The form still holds mine. */
  disputed: Part[];
}

/** Lays what I typed since `base` over `theirs`, the newest state; nothing typed is lost, and nothing of theirs undone. */
export function meanwhile(base: Show, theirs: Show, mine: ShowDraft, coverChosen: boolean): Meanwhile {
  const before = draftOf(base, mine.zone);
  const now = draftOf(theirs, mine.zone);
  const changed: Part[] = DRAFT_PARTS.filter((part) => differs(part, before, now));
  const mineToo = changed.filter((part) => differs(part, before, mine));
  const disputed: Part[] = mineToo.filter((part) => differs(part, now, mine));
  if (base.coverUrl !== theirs.coverUrl) {
    changed.push('cover');
    if (coverChosen) disputed.push('cover');
  }
  return {
    draft: withPartsOf(
      now,
      mine,
      changed.filter((part) => !mineToo.includes(part)),
    ),
    changed,
    disputed,
  };
}

/** `draft` with some parts as they stand in `from`. */
export function withPartsOf(from: ShowDraft, draft: ShowDraft, parts: Part[]): ShowDraft {
  return {
    title: parts.includes('title') ? from.title : draft.title,
    description: parts.includes('description') ? from.description : draft.description,
    when: parts.includes('time') ? from.when : draft.when,
    zone: parts.includes('time') ? from.zone : draft.zone,
    autoStart: parts.includes('autoStart') ? from.autoStart : draft.autoStart,
    visibility: parts.includes('visibility') ? from.visibility : draft.visibility,
  };
}

const DRAFT_PARTS: Part[] = ['title', 'time', 'description', 'autoStart', 'visibility'];

/** As the server would see it: blanks at the ends make no difference. */
function differs(part: Part, one: ShowDraft, other: ShowDraft): boolean {
  const [a, b] = [bodyOf(one), bodyOf(other)];
  switch (part) {
    case 'title':
    case 'description':
    case 'autoStart':
    case 'visibility':
      return a[part] !== b[part];
    case 'time':
      return a.startsAt !== b.startsAt || a.timeZone !== b.timeZone;
    case 'cover':
      return false;
  }
}
