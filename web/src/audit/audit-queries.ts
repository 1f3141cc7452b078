import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { FIRST_PAGE, nextPage } from '../api/pages-core';

export interface Narrowed {
  actor?: string;
  kind?: string;
}

const LIMIT = 50;

export const channelDeedsQuery = (channelId: string, narrowed: Narrowed) =>
  infiniteQueryOptions({
    queryKey: ['channel', channelId, 'audit', narrowed],
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/channels/{channelId}/audit', {
          params: { path: { channelId }, query: { limit: LIMIT, ...narrowed, ...pageParam } },
          signal,
        }),
      ),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: nextPage,
  });

export const deedsQuery = (narrowed: Narrowed) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'audit', narrowed],
    queryFn: ({ signal, pageParam }) =>
      answer(api.GET('/admin/audit', { params: { query: { limit: LIMIT, ...narrowed, ...pageParam } }, signal })),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: nextPage,
  });

export const ownDeedsQuery = infiniteQueryOptions({
  queryKey: ['account', 'activity'],
  queryFn: ({ signal, pageParam }) =>
    answer(api.GET('/account/activity', { params: { query: { limit: 10, ...pageParam } }, signal })),
  initialPageParam: FIRST_PAGE,
  getNextPageParam: nextPage,
});
