import { useEffect } from 'react';
import { useSession } from './use-session';

/** Names the page in the tab and the history: what first, where second. */
export function useTitle(title: string | undefined): void {
  const site = useSession()?.siteName ?? 'Footlight';
  useEffect(() => {
    document.title = title ? `${title} · ${site}` : site;
  }, [title, site]);
}
