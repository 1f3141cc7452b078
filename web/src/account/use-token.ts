import { useEffect, useState } from 'react';
import { tokenOf } from './link-core';

/** The token of the link that led here. It is taken out of the address bar: nobody should copy it from there. */
export function useToken(): string | undefined {
  const [token] = useState(() => tokenOf(location.hash));
  useEffect(() => {
    if (location.hash) history.replaceState(history.state, '', location.pathname + location.search);
  }, []);
  return token;
}
