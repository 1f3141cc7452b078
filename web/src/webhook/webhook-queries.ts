import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { FIRST_PAGE, nextPage } from '../api/pages-core';
import type { components } from '../api/schema';

export type WebhookMade = components['schemas']['WebhookMade'];
export type DeliveryState = components['schemas']['DeliveryState'];

export const webhooksQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['channel', channelId, 'webhooks'],
    queryFn: ({ signal }) =>
      answer(api.GET('/channels/{channelId}/webhooks', { params: { path: { channelId } }, signal })),
  });

/** The log looks again by itself while something may be on its way. */
export const deliveriesQuery = (channelId: string, webhookId: string, state?: DeliveryState) =>
  infiniteQueryOptions({
    queryKey: ['channel', channelId, 'webhooks', webhookId, 'deliveries', state ?? 'all'],
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/channels/{channelId}/webhooks/{webhookId}/deliveries', {
          params: { path: { channelId, webhookId }, query: { ...(state ? { state } : {}), ...pageParam } },
          signal,
        }),
      ),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: nextPage,
    refetchInterval: 5_000,
  });

export const deliveryQuery = (channelId: string, webhookId: string, deliveryId: string) =>
  queryOptions({
    queryKey: ['channel', channelId, 'webhooks', webhookId, 'delivery', deliveryId],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/channels/{channelId}/webhooks/{webhookId}/deliveries/{deliveryId}', {
          params: { path: { channelId, webhookId, deliveryId } },
          signal,
        }),
      ),
    refetchInterval: 5_000,
  });
