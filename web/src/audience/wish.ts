import { isWish, type Wish, wishText } from './audience-core';

const KEY = 'audience.wish';

/** Keeps a wish for this tab alone; where storage is forbidden, one presses twice. */
export function keepWish(wish: Wish): void {
  try {
    sessionStorage.setItem(KEY, wishText(wish, Date.now()));
  } catch {
    // Nothing is lost but the second press.
  }
}

/** Whether this was wished for; true once. */
export function takeWish(wish: Wish): boolean {
  try {
    if (!isWish(sessionStorage.getItem(KEY), wish, Date.now())) return false;
    sessionStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}
