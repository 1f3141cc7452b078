import { useCallback, useEffect, useState } from 'react';
import type { Show } from '../api/client';
import { pageState } from '../api/page-state';
import type { components } from '../api/schema';
import { useLinkUp, useTopic } from '../link/use-link';
import type { Addresses } from '../player/engines';
import { afterEvent } from '../show/show-core';
import { addressesOf } from './embed-core';

const POLL_WITHOUT_LINK_MS = 15_000;

/** No cookie goes along: in a page of another site there is none, and nobody shall be known there by one of ours. */
const ask = (path: string, signal: AbortSignal, pass?: string): Promise<Response> =>
  fetch(`/api/v1/shows/${path}`, { credentials: 'omit', signal, ...(pass ? { headers: { 'Show-Pass': pass } } : {}) });

/** The pass that the door gave last; what plays by it goes on when it is shown again in time. */
let latest: string | undefined;
/** What is sent now, as the door told with it. */
let codecs: readonly string[] = [];

/** A pass for the media, for the pass that the page around brought; undefined when the door says no. */
async function admitted(showId: string, brought: string): Promise<string | undefined> {
  const answer = await fetch(`/api/v1/shows/${showId}/door`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ pass: latest ?? brought }),
    credentials: 'omit',
  });
  if (!answer.ok) {
    latest = undefined;
    return undefined;
  }
  const admission = (await answer.json()) as components['schemas']['Admission'];
  latest = admission.pass;
  codecs = admission.addresses.codecs;
  return latest;
}

const RENEW_MS = 4 * 60_000;

/** Where the media is; through the door when the page around brought a pass. */
export async function embeddedAddresses(show: Show, pass: string | undefined): Promise<Addresses> {
  return addressesOf(show.streamId, pass && (await admitted(show.id, pass)), location.origin);
}

/** Shows the pass at the door again and again, so that it stays good. */
export function useRenewedPass(showId: string, pass: string | undefined): void {
  useEffect(() => {
    if (!pass) return;
    const timer = setInterval(() => void admitted(showId, pass).catch(() => {}), RENEW_MS);
    return () => clearInterval(timer);
  }, [showId, pass]);
}

/** The show of this player, as everybody may see it, or whoever holds the pass. Null: none. */
export function useEmbeddedShow(showId: string, pass: string | undefined): Show | null | undefined {
  const [show, setShow] = useState<Show | null | undefined>(pageState?.show ?? undefined);
  const linkUp = useLinkUp();

  const refresh = useCallback(
    async (signal: AbortSignal) => {
      try {
        const answer = await ask(showId, signal, latest ?? pass);
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

  // The line knows no passes: of a show that is not for everybody it tells nothing.
  const told = linkUp && !show?.guarded && !pass;
  useEffect(() => {
    const stopping = new AbortController();
    void refresh(stopping.signal);
    const timer = told ? undefined : setInterval(() => void refresh(stopping.signal), POLL_WITHOUT_LINK_MS);
    return () => {
      stopping.abort();
      clearInterval(timer);
    };
  }, [refresh, told]);

  return show;
}

export async function codecsOf(showId: string, pass: string | undefined): Promise<readonly string[]> {
  if (pass) return (await admitted(showId, pass)) ? codecs : [];
  const answer = await ask(`${showId}/playback`, AbortSignal.timeout(5_000));
  return answer.ok ? ((await answer.json()) as { codecs: string[] }).codecs : [];
}
