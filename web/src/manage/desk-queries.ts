import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api, type Show, type ShowPage } from '../api/client';
import { showsOf } from '../api/pages-core';
import type { components } from '../api/schema';

export type ChannelSeen = components['schemas']['ChannelSeen'];
export type Member = components['schemas']['Member'];
export type Invitation = components['schemas']['Invitation'];
export type InvitationMade = components['schemas']['InvitationMade'];
export type TeamRole = components['schemas']['TeamRole'];
export type ApiKey = components['schemas']['Key'];
export type KeyMade = components['schemas']['KeyMade'];
export type Scope = components['schemas']['Scope'];

/** What the channel says about itself. */
export const aboutQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['channel', channelId, 'about'],
    queryFn: ({ signal }) => answer(api.GET('/channels/{channelId}', { params: { path: { channelId } }, signal })),
  });

export const membersQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['channel', channelId, 'members'],
    queryFn: ({ signal }) =>
      answer(api.GET('/channels/{channelId}/members', { params: { path: { channelId } }, signal })),
  });

export const invitationsQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['channel', channelId, 'invitations'],
    queryFn: ({ signal }) =>
      answer(api.GET('/channels/{channelId}/invitations', { params: { path: { channelId } }, signal })),
  });

export const keysQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['channel', channelId, 'keys'],
    queryFn: ({ signal }) => answer(api.GET('/channels/{channelId}/keys', { params: { path: { channelId } }, signal })),
  });

const MOST_PAGES = 10;

/** All shows of a channel between two instants, page after page. */
async function showsBetween(channelId: string, from: string, to: string, signal: AbortSignal): Promise<Show[]> {
  const shows: Show[][] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES && (page === 0 || cursor); page++) {
    const asked: ShowPage = await answer(
      api.GET('/channels/{channelId}/shows', {
        params: { path: { channelId }, query: { from, to, limit: 100, ...(cursor ? { cursor } : {}) } },
        signal,
      }),
    );
    shows.push(asked.items);
    cursor = asked.next;
  }
  return showsOf(shows.map((items) => ({ items })));
}

export const calendarQuery = (channelId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['channel', channelId, 'calendar', from, to],
    queryFn: ({ signal }) => showsBetween(channelId, from, to, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
