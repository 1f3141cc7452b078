import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { pageState } from '../api/page-state';
import { FIRST_PAGE, nextPage } from '../api/pages-core';
import { type PhaseGroup, queryClient } from '../api/queries';

/** A channel as anybody may see it, by its handle. */
export const channelQuery = (handle: string) =>
  queryOptions({
    queryKey: ['channel', `@${handle}`],
    queryFn: ({ signal }) =>
      answer(api.GET('/channels/{channelId}', { params: { path: { channelId: `@${handle}` } }, signal })),
  });

export const shelfQuery = (handle: string, phase: PhaseGroup) =>
  infiniteQueryOptions({
    queryKey: ['channel', `@${handle}`, 'public', phase],
    queryFn: ({ signal, pageParam }) =>
      answer(api.GET('/shows', { params: { query: { channel: `@${handle}`, phase, ...pageParam } }, signal })),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: nextPage,
  });

const PHASES = ['live', 'upcoming', 'past'] as const;

/** What the server wrote into the page of this channel is put where the queries find it, once. */
let unseeded = pageState?.channel;

export async function ensureChannel(handle: string): Promise<void> {
  if (unseeded?.channel.handle === handle) {
    const { channel } = unseeded;
    queryClient.setQueryData(channelQuery(handle).queryKey, channel);
    for (const phase of PHASES) {
      queryClient.setQueryData(shelfQuery(handle, phase).queryKey, {
        pages: [unseeded[phase]],
        pageParams: [FIRST_PAGE],
      });
    }
  }
  unseeded = undefined;
  await Promise.all([
    queryClient.ensureQueryData(channelQuery(handle)),
    ...PHASES.map((phase) => queryClient.ensureInfiniteQueryData(shelfQuery(handle, phase))),
  ]);
}
