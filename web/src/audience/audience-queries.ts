import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { FIRST_PAGE, nextPage } from '../api/pages-core';
import { queryClient } from '../api/queries';
import type { components } from '../api/schema';
import type { MinutesBefore, Notices } from './audience-core';

export type Follow = components['schemas']['FollowPage']['items'][number];
export type Reminder = components['schemas']['ReminderPage']['items'][number];

export const followsQuery = infiniteQueryOptions({
  queryKey: ['follows'],
  queryFn: ({ signal, pageParam }) => answer(api.GET('/account/follows', { params: { query: pageParam }, signal })),
  initialPageParam: FIRST_PAGE,
  getNextPageParam: nextPage,
});

export const remindersQuery = infiniteQueryOptions({
  queryKey: ['reminders'],
  queryFn: ({ signal, pageParam }) => answer(api.GET('/account/reminders', { params: { query: pageParam }, signal })),
  initialPageParam: FIRST_PAGE,
  getNextPageParam: nextPage,
});

/** How many follow a channel; for the people who run it. */
export const followersQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['followers', channelId],
    queryFn: ({ signal }) =>
      answer(api.GET('/channels/{channelId}/followers', { params: { path: { channelId } }, signal })),
  });

export const followQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['follow', channelId],
    queryFn: ({ signal }) =>
      answer(api.GET('/channels/{channelId}/follow', { params: { path: { channelId } }, signal })),
  });

/** Undefined stops following. */
export async function choose(channelId: string, notices: Notices | undefined): Promise<void> {
  const params = { path: { channelId } };
  if (notices) await answer(api.PUT('/channels/{channelId}/follow', { params, body: { notices } }));
  else await answer(api.DELETE('/channels/{channelId}/follow', { params }));
  queryClient.setQueryData(followQuery(channelId).queryKey, {
    following: notices !== undefined,
    notices: notices ?? 'all',
  });
  void queryClient.invalidateQueries({ queryKey: followsQuery.queryKey });
}

export const reminderQuery = (showId: string) =>
  queryOptions({
    queryKey: ['reminder', showId],
    queryFn: ({ signal }) => answer(api.GET('/shows/{showId}/reminder', { params: { path: { showId } }, signal })),
  });

/** Undefined takes the reminder away. */
export async function remind(showId: string, minutesBefore: MinutesBefore | undefined): Promise<void> {
  const params = { path: { showId } };
  if (minutesBefore) await answer(api.PUT('/shows/{showId}/reminder', { params, body: { minutesBefore } }));
  else await answer(api.DELETE('/shows/{showId}/reminder', { params }));
  queryClient.setQueryData(reminderQuery(showId).queryKey, {
    reminded: minutesBefore !== undefined,
    minutesBefore: minutesBefore ?? 60,
  });
  void queryClient.invalidateQueries({ queryKey: remindersQuery.queryKey });
}
