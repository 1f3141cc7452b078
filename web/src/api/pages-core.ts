import type { Show, ShowPage } from './client';

/** What a page of a list is asked for with: nothing for the first, the `next` of the page before for any other. */
export interface PageAsked {
  cursor?: string;
}

export const FIRST_PAGE: PageAsked = {};

export const nextPage = ({ next }: Pick<ShowPage, 'next'>): PageAsked | undefined =>
  next === null ? undefined : { cursor: next };

/** All shows of the pages so far, each once: one that moved between two questions may stand on both pages. */
export function showsOf(pages: readonly Pick<ShowPage, 'items'>[] | undefined): Show[] {
  const byId = new Map<string, Show>();
  for (const { items } of pages ?? []) for (const show of items) if (!byId.has(show.id)) byId.set(show.id, show);
  return [...byId.values()];
}
