import { useCallback, useEffect, useState } from 'react';
import type { Show } from '../api/client';
import { pageState } from '../api/page-state';
import { useLinkUp, useTopic } from '../link/use-link';
import { afterEvent } from '../show/show-core';

const POLL_WITHOUT_LINK_MS = 15_000;

/** No cookie goes along: in a page of another site there is none, and nobody shall be known there by one of ours. */
async function ask(path: string, pass: string | undefined, signal: AbortSignal): Promise<Response> {
  const headers: HeadersInit = pass ? { 'Footlight-Pass': pass } : {};
  return fetch(`/api/v1/shows/${path}`, { headers, credentials: 'omit', signal });
}

/** The show of this player: as the server wrote it into the page, else as the pass lets it be seen. Null: none. */
export function useEmbeddedShow(showId: string, pass: string | undefined): Show | null | undefined {
  const [show, setShow] = useState<Show | null | undefined>(pageState?.show ?? undefined);
  const linkUp = useLinkUp();

  const refresh = useCallback(
    async (signal: AbortSignal) => {
      try {
        const answer = await ask(showId, pass, signal);
        if (answer.ok) setShow((await answer.json()) as Show);
        else if (answer.status === 404 || answer.status === 401) setShow(null);
      } catch {
        // The network is away: what is shown stays, and is asked for again.
      }
    },
    [showId, pass],
  );

  useTopic(show ? `show:${showId}` : undefined, {
    onEvent: (event) => setShow((known) => known && (afterEvent(known, event) ?? null)),
    onReset: () => void refresh(AbortSignal.timeout(10_000)),
  });

  useEffect(() => {
    const stopping = new AbortController();
    void refresh(stopping.signal);
    const timer = linkUp ? undefined : setInterval(() => void refresh(stopping.signal), POLL_WITHOUT_LINK_MS);
    return () => {
      stopping.abort();
      clearInterval(timer);
    };
  }, [refresh, linkUp]);

  return show;
}

export async function codecsOf(showId: string, pass: string | undefined): Promise<readonly string[]> {
  const answer = await ask(`${showId}/playback`, pass, AbortSignal.timeout(5_000));
  return answer.ok ? ((await answer.json()) as { codecs: string[] }).codecs : [];
}
