import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import type { Addresses } from '../player/engines';
import { ApiProblem, answer, api, carryToken, type Session, type ShowPage } from './client';
import { pageState } from './page-state';
import { FIRST_PAGE, nextPage } from './pages-core';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 3 && !(error instanceof ApiProblem && error.status < 500),
    },
  },
});

export type PhaseGroup = 'live' | 'upcoming' | 'past';

const session = async (signal: AbortSignal): Promise<Session> => {
  const known = await answer(api.GET('/session', { signal }));
  carryToken(known.csrfToken);
  return known;
};

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => session(signal),
  staleTime: 60_000,
});

export const homeQuery = (phase: PhaseGroup) =>
  infiniteQueryOptions({
    queryKey: ['home', phase],
    queryFn: ({ signal, pageParam }) =>
      answer(api.GET('/shows', { params: { query: { phase, ...pageParam } }, signal })),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: nextPage,
  });

export const showQuery = (showId: string) =>
  queryOptions({
    queryKey: ['show', showId],
    queryFn: ({ signal }) => answer(api.GET('/shows/{showId}', { params: { path: { showId } }, signal })),
  });

export const channelShowsQuery = (channelId: string, phase: PhaseGroup, q?: string) =>
  infiniteQueryOptions({
    queryKey: ['channel', channelId, phase, ...(q ? [q] : [])],
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/channels/{channelId}/shows', {
          params: { path: { channelId }, query: { phase, limit: 50, ...(q ? { q } : {}), ...pageParam } },
          signal,
        }),
      ),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: nextPage,
  });

export const ingestQuery = (showId: string) =>
  queryOptions({
    queryKey: ['ingest', showId],
    queryFn: ({ signal }) => answer(api.GET('/shows/{showId}/ingest', { params: { path: { showId } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The keys' names and use, without secrets; who used one last changes by itself. */
export const streamKeysQuery = (showId: string) =>
  queryOptions({
    queryKey: ['streamKeys', showId],
    queryFn: ({ signal }) => answer(api.GET('/shows/{showId}/keys', { params: { path: { showId } }, signal })),
    refetchInterval: 15_000,
  });

export const streamKeyQuery = (showId: string, streamKeyId: string) =>
  queryOptions({
    queryKey: ['streamKey', showId, streamKeyId],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/shows/{showId}/keys/{streamKeyId}/ingest', { params: { path: { showId, streamKeyId } }, signal }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const encoderQuery = (showId: string) =>
  queryOptions({
    queryKey: ['encoder', showId],
    queryFn: ({ signal }) => answer(api.GET('/shows/{showId}/encoder', { params: { path: { showId } }, signal })),
  });

const playback = (showId: string) => answer(api.GET('/shows/{showId}/playback', { params: { path: { showId } } }));
const socketOrigin = () => location.origin.replace(/^http/, 'ws');

/** Where everyone finds a live show. */
export const publicAddresses = (streamId: string): Addresses => ({
  flv: `${socketOrigin()}/live/${streamId}.flv`,
  hls: `/live/${streamId}/index.m3u8`,
});

/** Where its owner finds the private picture; the pass lasts minutes, so it is asked for at every connection. */
export const previewAddresses = async (showId: string): Promise<Addresses> => {
  const { wsflv, pass } = await playback(showId);
  // The page may be open under another name than the public one, and may connect to none but its own.
  const { pathname, search } = new URL(wsflv);
  // What stands in a playlist is relative to it: a pass in the path goes along, one in the query does not.
  const hls = `${pass ? `/m/${pass}` : ''}${pathname.replace(/\.flv$/, '/index.m3u8')}`;
  return { flv: `${socketOrigin()}${pathname}${search}`, hls };
};

/** What the encoder sends now, as codec strings; empty while nothing is known. */
export const codecsOf = async (showId: string): Promise<readonly string[]> => (await playback(showId)).codecs;

/** Someone else looks from now on: what was asked as another is worth nothing. What is on the page is asked anew. */
export function forget(): void {
  void queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}

/** Puts what the server wrote into the page where the queries find it. */
export function seed(): void {
  if (!pageState) return;
  carryToken(pageState.session.csrfToken);
  queryClient.setQueryData(sessionQuery.queryKey, pageState.session);
  if (pageState.show) queryClient.setQueryData(showQuery(pageState.show.id).queryKey, pageState.show);
  if (pageState.home) {
    for (const phase of ['live', 'upcoming', 'past'] as const) {
      const first: ShowPage = pageState.home[phase];
      queryClient.setQueryData(homeQuery(phase).queryKey, { pages: [first], pageParams: [FIRST_PAGE] });
    }
  }
}
