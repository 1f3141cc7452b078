import type { PageState } from './client';

/** What the server wrote into the page, so that the first paint asks for nothing. Undefined without a server in front. */
export const pageState: PageState | undefined = (() => {
  const text = document.getElementById('page-state')?.textContent;
  if (!text) return undefined;
  try {
    return JSON.parse(text) as PageState;
  } catch {
    return undefined;
  }
})();
