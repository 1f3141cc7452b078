import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client';
import { queryClient } from '../api/queries';
import { sayAgo, sayWhen } from '../app/time-core';
import { locale } from '../i18n/i18n';
import { Sheet } from '../parts/Sheet';
import { ShowMore } from '../parts/ShowMore';
import { sayProblem } from '../parts/say-problem';
import { type Delivery, pretty, type Webhook } from './webhook-core';
import { type DeliveryState, deliveriesQuery, deliveryQuery } from './webhook-queries';

const FILTERS = ['all', 'waiting', 'delivered', 'failed'] as const;

/** What was sent to one webhook and what waits, the newest first; each can be opened and sent again. */
export function DeliveryLog({ channelId, webhook }: { channelId: string; webhook: Webhook }) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>('all');
  const [open, setOpen] = useState<Delivery>();
  const list = useRef<HTMLUListElement>(null);
  const state: DeliveryState | undefined = filter === 'all' ? undefined : filter;
  const deliveries = useInfiniteQuery(deliveriesQuery(channelId, webhook.id, state));
  const items = deliveries.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="hook-log">
      <fieldset className="row wrap">
        <legend className="eyebrow">{t('hook.filter')}</legend>
        {FILTERS.map((one) => (
          <button
            key={one}
            type="button"
            className="btn soft small"
            aria-pressed={filter === one}
            onClick={() => setFilter(one)}
          >
            {t(`hook.states.${one}`)}
          </button>
        ))}
      </fieldset>
      {deliveries.error && (
        <p className="problem" role="alert">
          {sayProblem(deliveries.error, t)}
        </p>
      )}
      {deliveries.data && items.length === 0 && (
        <p className="muted">{filter === 'all' ? t('hook.logEmpty') : t('hook.logNone')}</p>
      )}
      {items.length > 0 && (
        <ul className="rows card" ref={list} aria-label={t('hook.log')}>
          {items.map((delivery) => (
            <li key={delivery.id} className="hook-delivery">
              <button
                type="button"
                className="hook-open"
                aria-label={t('hook.look', {
                  type: delivery.type,
                  when: sayWhen(delivery.createdAt, Date.now(), locale()),
                })}
                onClick={() => setOpen(delivery)}
              >
                <code>{delivery.type}</code>
                <Said delivery={delivery} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <ShowMore list={list} group={t('hook.log')} query={deliveries} />
      {open && (
        <DeliverySheet channelId={channelId} webhook={webhook} delivery={open} onClose={() => setOpen(undefined)} />
      )}
    </div>
  );
}

function Said({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const { state, last, attempts, nextAt, createdAt } = delivery;
  const now = Date.now();
  return (
    <small className="muted">
      <span className={state === 'delivered' ? 'tagpill good' : 'tagpill'} data-state={state}>
        {t(`hook.states.${state}`)}
      </span>{' '}
      {[
        last?.status ?? last?.failure?.replace(/[.]$/, ''),
        sayAgo(createdAt, now, locale()),
        t('hook.tries', { count: attempts }),
      ]
        .filter(Boolean)
        .join(', ')}
      {nextAt && attempts > 0 && `, ${t('hook.nextTry', { when: sayWhen(nextAt, now, locale()) })}`}
    </small>
  );
}

interface DeliverySheetProps {
  channelId: string;
  webhook: Webhook;
  delivery: Delivery;
  onClose: () => void;
}

function DeliverySheet({ channelId, webhook, delivery, onClose }: DeliverySheetProps) {
  const { t } = useTranslation();
  const whole = useQuery(deliveryQuery(channelId, webhook.id, delivery.id));
  const again = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/channels/{channelId}/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver', {
          params: { path: { channelId, webhookId: webhook.id, deliveryId: delivery.id } },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['channel', channelId, 'webhooks', webhook.id] }),
  });
  const now = Date.now();
  return (
    <Sheet title={delivery.type} open onClose={onClose} wide>
      <p>
        <Said delivery={whole.data ?? delivery} />
      </p>
      {whole.error && (
        <p className="problem" role="alert">
          {sayProblem(whole.error, t)}
        </p>
      )}
      {whole.data && (
        <>
          <h3>{t('hook.answers')}</h3>
          {whole.data.tries.length === 0 && <p className="muted">{t('hook.tries', { count: 0 })}</p>}
          <ol className="hook-tries">
            {whole.data.tries.map((one) => (
              <li key={one.at + one.durationMs}>
                <b>{one.status ?? t('hook.noAnswer')}</b>{' '}
                <small className="muted">
                  {sayWhen(one.at, now, locale())}, {t('hook.took', { ms: one.durationMs })}
                </small>
                {one.failure && <small className="problem">{one.failure}</small>}
                {one.answer && <pre>{pretty(one.answer)}</pre>}
                {one.status !== null && !one.answer && <small className="muted">{t('hook.emptyAnswer')}</small>}
                {one.answerCut && <small className="muted">{t('hook.cut')}</small>}
              </li>
            ))}
          </ol>
          <h3>{t('hook.body')}</h3>
          <pre>{pretty(whole.data.body)}</pre>
        </>
      )}
      {again.error && (
        <p className="problem" role="alert">
          {sayProblem(again.error, t)}
        </p>
      )}
      {again.isSuccess && (
        <p className="good" role="status">
          {t('hook.resent')}
        </p>
      )}
      <div className="row end">
        <button type="button" className="btn soft" onClick={onClose}>
          {t('close')}
        </button>
        <button type="button" className="btn primary" disabled={again.isPending} onClick={() => again.mutate()}>
          {t('hook.resend')}
        </button>
      </div>
    </Sheet>
  );
}
