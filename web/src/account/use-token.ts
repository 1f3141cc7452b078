import { useEffect, useState } from 'react';
import { tokenOf } from './link-core';

const keyOf = (path: string) => `token:${path}`;

/** The token of the link that led here. It is taken out of the address bar: nobody should copy it from there. */
export function useToken(): string | undefined {
  const [token] = useState(() => tokenOf(location.hash) ?? keptToken());
  useEffect(() => {
    if (location.hash) history.replaceState(history.state, '', location.pathname + location.search);
  }, []);
  return token;
}

/** That of this page, which somebody left to sign in. */
function keptToken(): string | undefined {
  try {
    return tokenOf(sessionStorage.getItem(keyOf(location.pathname)) ?? '');
  } catch {
    return undefined;
  }
}

/** Whoever leaves this page to sign in comes back with it. In an address on the way, servers would write it down. */
export function keepToken(token: string | undefined): void {
  try {
    if (token === undefined) sessionStorage.removeItem(keyOf(location.pathname));
    else sessionStorage.setItem(keyOf(location.pathname), token);
  } catch {
    // Forbidden: they open the letter's link again.
  }
}
