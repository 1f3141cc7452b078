import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Show } from '../api/client';
import { queryClient, showQuery } from '../api/queries';
import { useLinkUp, useTopic } from '../link/use-link';
import { afterEvent } from './show-core';

const ASK_MS = 15_000;

/** A show that follows its topic; while the link is down, or tells nothing for want of a password, it is asked for. */
export function useLiveShow(showId: string): {
  show: Show | undefined;
  deleted: boolean;
  error: Error | null;
  linkUp: boolean;
} {
  const { queryKey } = showQuery(showId);
  const linkUp = useLinkUp();
  const everUp = useRef(false);
  const query = useQuery({
    ...showQuery(showId),
    refetchInterval: ({ state }) => (linkUp && state.data?.entry !== 'password-needed' ? false : ASK_MS),
  });

  useTopic(`show:${showId}`, {
    onEvent(event) {
      const known = queryClient.getQueryData<Show>(queryKey);
      if (!known) return;
      const next = afterEvent(known, event);
      if (next) queryClient.setQueryData(queryKey, next);
      // Of what only those see who run it, no event tells.
      if (!next || (known.own && event.show)) void queryClient.invalidateQueries({ queryKey });
    },
    // The door has been shut, or was never open: what may be seen is asked for.
    onRefused: () => void queryClient.invalidateQueries({ queryKey }),
    onReset: () => void queryClient.invalidateQueries({ queryKey }),
  });

  // What happened between the page being made and the first line being open is asked for once; later the line replays.
  useEffect(() => {
    if (!linkUp || everUp.current) return;
    everUp.current = true;
    void queryClient.invalidateQueries({ queryKey: showQuery(showId).queryKey });
  }, [linkUp, showId]);

  const deleted = (query.error as { status?: number } | null)?.status === 404;
  return { show: query.data, deleted, error: query.error, linkUp };
}
