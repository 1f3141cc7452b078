import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus, Webhook as WebhookMark } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client';
import { queryClient } from '../api/queries';
import { PendingPage } from '../app/pages';
import { sayWhen } from '../app/time-core';
import { locale } from '../i18n/i18n';
import { CopyButton, CopyField } from '../parts/CopyField';
import { Confirm, Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { DeliveryLog } from './DeliveryLog';
import { WebhookForm } from './WebhookForm';
import { SAMPLE, stateOf, type Webhook } from './webhook-core';
import { type WebhookMade, webhooksQuery } from './webhook-queries';
import './webhook.css';
import './words';

/** A channel's webhooks: made and changed, tested, their secrets told once, their logs looked at. */
export function Webhooks({ channelId }: { channelId: string }) {
  const { t } = useTranslation();
  const webhooks = useQuery(webhooksQuery(channelId));
  const [form, setForm] = useState<{ webhook?: Webhook }>();
  const [told, setTold] = useState<WebhookMade>();
  const refresh = () => queryClient.invalidateQueries({ queryKey: webhooksQuery(channelId).queryKey });
  const items = webhooks.data?.items ?? [];
  return (
    <div className="hooks">
      <p>{t('hook.lead')}</p>
      {webhooks.error && (
        <p className="problem" role="alert">
          {sayProblem(webhooks.error, t)}
        </p>
      )}
      {webhooks.isPending && <PendingPage />}
      {webhooks.data && items.length === 0 && <Empty onNew={() => setForm({})} />}
      {items.length > 0 && (
        <>
          <button type="button" className="btn primary hook-new" onClick={() => setForm({})}>
            <Plus size={18} aria-hidden="true" />
            {t('hook.new')}
          </button>
          {items.map((webhook) => (
            <WebhookCard
              key={webhook.id}
              channelId={channelId}
              webhook={webhook}
              onEdit={() => setForm({ webhook })}
              onSecret={setTold}
              onChanged={refresh}
            />
          ))}
        </>
      )}
      {form && (
        <WebhookForm
          channelId={channelId}
          {...form}
          onClose={() => setForm(undefined)}
          onDone={(webhook) => {
            setForm(undefined);
            if ('secret' in webhook) setTold(webhook);
            void refresh();
          }}
        />
      )}
      {told && (
        <Sheet title={t('hook.secretTitle')} open onClose={() => setTold(undefined)} alert wide>
          <p>{t('hook.secretText')}</p>
          {told.oldSecretUntil && (
            <p>{t('hook.secretOld', { when: sayWhen(told.oldSecretUntil, Date.now(), locale()) })}</p>
          )}
          <CopyField label={t('hook.secret')} value={told.secret} deed={t('hook.copySecret')} />
          <div className="row end">
            <button type="button" className="btn primary" onClick={() => setTold(undefined)}>
              {t('hook.kept')}
            </button>
          </div>
        </Sheet>
      )}
    </div>
  );
}

function Empty({ onNew }: { onNew: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="card emptycard">
        <WebhookMark size={28} aria-hidden="true" />
        <h2 className="title">{t('hook.emptyTitle')}</h2>
        <p className="muted">{t('hook.empty')}</p>
        <button type="button" className="btn primary" onClick={onNew}>
          {t('hook.new')}
        </button>
      </div>
      <section className="card hook-learn" aria-label={t('hook.learn')}>
        <h2>{t('hook.learn')}</h2>
        <ol>
          <li>{t('hook.learn1')}</li>
          <li>{t('hook.learn2')}</li>
          <li>{t('hook.learn3')}</li>
          <li>{t('hook.learn4')}</li>
        </ol>
        <div className="row">
          <b className="grow">{t('hook.code')}</b>
          <CopyButton value={SAMPLE} deed={t('hook.copyCode')} />
        </div>
        <pre>{SAMPLE}</pre>
      </section>
    </>
  );
}

interface WebhookCardProps {
  channelId: string;
  webhook: Webhook;
  onEdit: () => void;
  onSecret: (made: WebhookMade) => void;
  onChanged: () => Promise<unknown>;
}

function WebhookCard({ channelId, webhook, onEdit, onSecret, onChanged }: WebhookCardProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<'delete' | 'rotate'>();
  const [logOpen, setLogOpen] = useState(false);
  const path = { channelId, webhookId: webhook.id };
  const state = stateOf(webhook);
  const test = useMutation({
    mutationFn: () => answer(api.POST('/channels/{channelId}/webhooks/{webhookId}/test', { params: { path } })),
    onSuccess: onChanged,
  });
  const flip = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH('/channels/{channelId}/webhooks/{webhookId}', {
          params: { path },
          body: { enabled: !webhook.enabled },
        }),
      ),
    onSuccess: onChanged,
  });
  const rotate = useMutation({
    mutationFn: () => answer(api.POST('/channels/{channelId}/webhooks/{webhookId}/secret', { params: { path } })),
    onSuccess: async (made) => {
      setAsking(undefined);
      onSecret(made);
      await onChanged();
    },
  });
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/channels/{channelId}/webhooks/{webhookId}', { params: { path } })),
    onSuccess: async () => {
      setAsking(undefined);
      await onChanged();
    },
  });
  const deed = asking === 'delete' ? remove : rotate;
  const last = test.data?.last;
  return (
    <section className="card hook-card" aria-label={webhook.url}>
      <div className="row wrap">
        <div className="grow hook-words">
          <b>{webhook.url}</b>
          <small className="muted">
            <span className={state === 'on' ? 'tagpill good' : 'tagpill'} data-state={state}>
              {t(`hook.state.${state}`)}
            </span>{' '}
            {webhook.description && `${webhook.description}, `}
            {webhook.events ? t('hook.told', { count: webhook.events.length }) : t('hook.told_all')}
          </small>
        </div>
        <button type="button" className="btn soft" disabled={test.isPending} onClick={() => test.mutate()}>
          {test.isPending ? t('hook.testing') : t('hook.test')}
        </button>
      </div>
      {webhook.enabled && webhook.failingSince && (
        <p className="caution">
          {t('hook.failingSince', { when: sayWhen(webhook.failingSince, Date.now(), locale()) })}
        </p>
      )}
      {state === 'gone' && <p className="problem">{t('hook.goneText')}</p>}
      {state === 'failing' && <p className="problem">{t('hook.failingText')}</p>}
      <div role="status">
        {last && !last.failure && (
          <p className="good">{t('hook.testGood', { status: last.status, ms: last.durationMs })}</p>
        )}
        {last?.failure && (
          <p className="problem">
            {t('hook.testBad')} {last.failure}
          </p>
        )}
      </div>
      {(test.error || flip.error) && (
        <p className="problem" role="alert">
          {sayProblem(test.error ?? flip.error, t)}
        </p>
      )}
      <div className="row wrap">
        <button type="button" className="btn soft small" onClick={onEdit}>
          {t('hook.edit')}
        </button>
        <button type="button" className="btn soft small" disabled={flip.isPending} onClick={() => flip.mutate()}>
          {webhook.enabled ? t('hook.switchOff') : t('hook.switchOn')}
        </button>
        <button type="button" className="btn soft small" onClick={() => setAsking('rotate')}>
          {t('hook.rotate')}
        </button>
        <button type="button" className="btn soft small" onClick={() => setAsking('delete')}>
          {t('hook.delete')}
        </button>
        <button type="button" className="btn soft small" aria-expanded={logOpen} onClick={() => setLogOpen(!logOpen)}>
          {t('hook.log')}
        </button>
      </div>
      {logOpen && <DeliveryLog channelId={channelId} webhook={webhook} />}
      <Confirm
        open={asking !== undefined}
        danger={asking === 'delete'}
        title={asking === 'delete' ? t('hook.deleteTitle') : t('hook.rotateTitle')}
        text={asking === 'delete' ? t('hook.deleteText', { url: webhook.url }) : t('hook.rotateText')}
        deed={asking === 'delete' ? t('hook.deleteIt') : t('hook.rotateIt')}
        busy={deed.isPending}
        problem={deed.error ? sayProblem(deed.error, t) : undefined}
        onClose={() => setAsking(undefined)}
        onConfirm={() => deed.mutate()}
      />
    </section>
  );
}
