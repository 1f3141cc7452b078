import { sentText, sentTo } from './code-core';

const KEY = 'code-sent';

/** The address that a code went to a moment ago. Whoever went to look for the letter may come back to a page that was
    loaded anew. */
export function codeSentTo(): string | undefined {
  try {
    return sentTo(sessionStorage.getItem(KEY), Date.now());
  } catch {
    return undefined;
  }
}

export function keepCodeSent(email: string | undefined): void {
  try {
    if (email === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, sentText(email, Date.now()));
  } catch {
    // Forbidden: it is known as long as this page stays.
  }
}
