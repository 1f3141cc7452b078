import { useEffect } from 'react';
import { ApiProblem, answer, api } from '../api/client';
import { queryClient, showQuery } from '../api/queries';
import type { Addresses } from '../player/engines';
import { renewInMs } from './pass-core';

const keyOf = (showId: string) => `pass:${showId}`;

/** A page that is loaded again goes on as the same viewer. */
function kept(showId: string): string | undefined {
  try {
    return sessionStorage.getItem(keyOf(showId)) ?? undefined;
  } catch {
    return undefined;
  }
}

function keepPass(showId: string, pass: string): void {
  try {
    sessionStorage.setItem(keyOf(showId), pass);
  } catch {
    // No storage: the next load is another viewer, and that is all.
  }
}

/** Asks a show's door to be let in, with what the person brings. */
export async function askDoor(showId: string, brought: { password?: string; invitation?: string; pass?: string } = {}) {
  const before = kept(showId);
  const body = brought.pass === undefined && before ? { ...brought, pass: before } : brought;
  const admission = await answer(api.POST('/shows/{showId}/door', { params: { path: { showId } }, body }));
  keepPass(showId, admission.pass);
  return admission;
}

/** Where a show that is not for everybody is found. What the door says no to is shown by the page. */
export async function doorAddresses(showId: string): Promise<Addresses> {
  try {
    const { addresses, pass } = await askDoor(showId);
    // The page may be open under another name than the public one, and may connect to none but its own.
    const { pathname, search } = new URL(addresses.wsflv);
    return {
      flv: `${location.origin.replace(/^http/, 'ws')}${pathname}${search}`,
      hls: `/m/${pass}${pathname.replace(/\.flv$/, '/index.m3u8')}`,
    };
  } catch (error) {
    if (error instanceof ApiProblem && error.status < 500)
      void queryClient.invalidateQueries({ queryKey: showQuery(showId).queryKey });
    throw error;
  }
}

/** Renews the pass while the show is on the page: what plays by it goes on without a blink. */
export function useRenewal(showId: string, needed: boolean): void {
  useEffect(() => {
    if (!needed) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const renew = async () => {
      const next = await askDoor(showId).catch((error: unknown) => {
        if (error instanceof ApiProblem && error.status < 500)
          void queryClient.invalidateQueries({ queryKey: showQuery(showId).queryKey });
        return undefined;
      });
      if (!over) timer = setTimeout(() => void renew(), next ? renewInMs(next.passExpiresAt, Date.now()) : 20_000);
    };
    timer = setTimeout(() => void renew(), 8 * 60_000);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [showId, needed]);
}
