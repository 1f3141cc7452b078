import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { queryClient, sessionQuery } from '../api/queries';
import type { components } from '../api/schema';
import { ownDeedsQuery } from '../audit/audit-queries';

export type OwnAccount = components['schemas']['OwnAccount'];

export const ownAccountQuery = queryOptions({
  queryKey: ['own-account'],
  queryFn: ({ signal }) => answer(api.GET('/account', { signal })),
});

/** Something was done to the account that its recent activity tells. */
export const refreshActivity = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ownDeedsQuery.queryKey });

/** The account changed: the bar and the teams show it too. */
export async function keepOwn(account: OwnAccount): Promise<void> {
  queryClient.setQueryData(ownAccountQuery.queryKey, account);
  await Promise.all([
    queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }),
    queryClient.invalidateQueries({ queryKey: ['channel'] }),
    refreshActivity(),
  ]);
}

export type Deletion = components['schemas']['Deletion'];

export const deletionQuery = queryOptions({
  queryKey: ['own-account', 'deletion'],
  queryFn: ({ signal }) => answer(api.GET('/account/deletion', { signal })),
});

export const SESSIONS = ['own-sessions'];

/** By whom one can sign in here. */
export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: ({ signal }) => answer(api.GET('/session/providers', { signal })),
  staleTime: 60_000,
});

export const identitiesQuery = queryOptions({
  queryKey: ['own-identities'],
  queryFn: ({ signal }) => answer(api.GET('/account/identities', { signal })),
});
