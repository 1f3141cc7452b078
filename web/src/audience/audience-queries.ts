import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { queryClient } from '../api/queries';
import type { MinutesBefore, Notices } from './audience-core';

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
}
