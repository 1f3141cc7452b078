import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { FIRST_PAGE, nextPage } from '../api/pages-core';
import type { components } from '../api/schema';

export type Overview = components['schemas']['Overview'];
export type AdminAccount = components['schemas']['AdminAccount'];
export type AdminChannel = components['schemas']['AdminChannel'];
export type AdminStream = components['schemas']['AdminStream'];
export type LogLine = components['schemas']['LogLine'];
export type ShownSetting = components['schemas']['ShownSetting'];
export type Letter = components['schemas']['Letter'];
export type Sending = components['schemas']['Sending'];

const OFTEN_MS = 5_000;

export const overviewQuery = queryOptions({
  queryKey: ['admin', 'overview'],
  queryFn: ({ signal }) => answer(api.GET('/admin/overview', { signal })),
  refetchInterval: OFTEN_MS,
});

const found = (search: string) => (search ? { search } : {});

export const accountsQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'accounts', search],
    queryFn: ({ signal, pageParam }) =>
      answer(api.GET('/admin/accounts', { params: { query: { limit: 50, ...found(search), ...pageParam } }, signal })),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: nextPage,
  });

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['admin', 'account', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/admin/accounts/{adminAccountId}', { params: { path: { adminAccountId: id } }, signal })),
  });

export const channelsQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'channels', search],
    queryFn: ({ signal, pageParam }) =>
      answer(api.GET('/admin/channels', { params: { query: { limit: 50, ...found(search), ...pageParam } }, signal })),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: nextPage,
  });

export const streamsQuery = queryOptions({
  queryKey: ['admin', 'streams'],
  queryFn: ({ signal }) => answer(api.GET('/admin/streams', { signal })),
  refetchInterval: OFTEN_MS,
});

export const logQuery = queryOptions({
  queryKey: ['admin', 'log'],
  queryFn: ({ signal }) => answer(api.GET('/admin/log', { params: { query: { limit: 500 } }, signal })),
  refetchInterval: 2 * OFTEN_MS,
});

export const settingsQuery = queryOptions({
  queryKey: ['admin', 'settings'],
  queryFn: ({ signal }) => answer(api.GET('/admin/settings', { signal })),
});

export const providersQuery = queryOptions({
  queryKey: ['admin', 'providers'],
  queryFn: ({ signal }) => answer(api.GET('/admin/providers', { signal })),
});

export const lettersQuery = infiniteQueryOptions({
  queryKey: ['admin', 'letters'],
  queryFn: ({ signal, pageParam }) =>
    answer(api.GET('/admin/letters', { params: { query: { limit: 50, ...pageParam } }, signal })),
  initialPageParam: FIRST_PAGE,
  getNextPageParam: nextPage,
  refetchInterval: OFTEN_MS,
});
