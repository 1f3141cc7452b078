import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Encoder } from '../api/client';
import { encoderQuery, queryClient, streamKeysQuery } from '../api/queries';
import { useLinkUp, useTopic } from '../link/use-link';
import { encoderAfter } from './encoder-core';

const POLL_WITHOUT_LINK_MS = 3_000;

/** The show's encoder, each second while it is on, and why it left if it did. */
export function useEncoder(showId: string): { encoder: Encoder | undefined; leftBecause: string | undefined } {
  const { queryKey } = encoderQuery(showId);
  const linkUp = useLinkUp();
  const [leftBecause, setLeftBecause] = useState<string>();
  const query = useQuery({ ...encoderQuery(showId), refetchInterval: linkUp ? false : POLL_WITHOUT_LINK_MS });
  useTopic(`studio:${showId}`, {
    onEvent(event) {
      if (event.type === 'encoder.off') setLeftBecause(String(event.reason ?? ''));
      if (event.type === 'encoder.on') setLeftBecause(undefined);
      // Whose key was used, and when, stands beside the keys.
      if (event.type === 'encoder.on' || event.type === 'encoder.off')
        void queryClient.invalidateQueries({ queryKey: streamKeysQuery(showId).queryKey });
      const known = queryClient.getQueryData<Encoder>(queryKey);
      const next = known && encoderAfter(known, event);
      if (next) queryClient.setQueryData(queryKey, next);
      else void queryClient.invalidateQueries({ queryKey });
    },
    onReset: () => void queryClient.invalidateQueries({ queryKey }),
  });
  return { encoder: query.data, leftBecause };
}
