import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiProblem, answer, api } from '../api/client';
import { handleFits } from './desk-core';

export type HandleState = 'empty' | 'form' | 'checking' | 'free' | 'taken' | 'unknown';

const SETTLED_MS = 350;

/** Whether a handle can be had, asked once the typing pauses. `own` is the one that the channel has already. */
export function useHandleCheck(handle: string, own?: string): HandleState {
  const [settled, setSettled] = useState(handle);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(handle), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [handle]);
  const ask = settled === handle && handleFits(handle) && handle !== own;
  const taken = useQuery({
    queryKey: ['handle', handle],
    queryFn: ({ signal }) => someoneHas(handle, signal),
    enabled: ask,
    staleTime: 10_000,
    retry: false,
  });
  if (handle === '') return 'empty';
  if (!handleFits(handle)) return 'form';
  if (handle === own) return 'free';
  if (taken.isError) return 'unknown';
  if (!ask || taken.data === undefined) return 'checking';
  return taken.data ? 'taken' : 'free';
}

async function someoneHas(handle: string, signal: AbortSignal): Promise<boolean> {
  try {
    await answer(api.GET('/channels/{channelId}', { params: { path: { channelId: `@${handle}` } }, signal }));
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return false;
    throw error;
  }
}
