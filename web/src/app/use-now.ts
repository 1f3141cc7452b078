import { useEffect, useState } from 'react';
import { localNow, pageLink } from '../link/page-link';

/** Epoch milliseconds by the server's clock if known, else ours; comes anew every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

const read = () => pageLink.clock.serverNow(localNow()) ?? Date.now();
