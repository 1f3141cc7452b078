import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client';
import { TextField } from '../parts/Field';
import { Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { EVENTS, type EventType, urlFault, type Webhook } from './webhook-core';
import type { WebhookMade } from './webhook-queries';

interface WebhookFormProps {
  channelId: string;
  /** The one that is edited; absent for a new one. */
  webhook?: Webhook;
  onClose: () => void;
  onDone: (webhook: Webhook | WebhookMade) => void;
}

/** Where messages go, and which. */
export function WebhookForm({ channelId, webhook, onClose, onDone }: WebhookFormProps) {
  const { t } = useTranslation();
  const said = useId();
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [description, setDescription] = useState(webhook?.description ?? '');
  const [all, setAll] = useState(!webhook?.events);
  const [events, setEvents] = useState<ReadonlySet<EventType>>(
    new Set(webhook?.events ?? (['show.live', 'show.ended'] as const)),
  );
  const [fault, setFault] = useState<'urlMissing' | 'urlForm' | 'someMissing'>();
  const save = useMutation({
    mutationFn: async (): Promise<Webhook | WebhookMade> => {
      const body = {
        url: url.trim(),
        description: description.trim(),
        events: all ? null : EVENTS.filter((event) => events.has(event)),
      };
      if (!webhook)
        return await answer(
          api.POST('/channels/{channelId}/webhooks', {
            params: { path: { channelId } },
            body: { ...body, enabled: true },
          }),
        );
      return await answer(
        api.PATCH('/channels/{channelId}/webhooks/{webhookId}', {
          params: { path: { channelId, webhookId: webhook.id } },
          body,
        }),
      );
    },
    onSuccess: onDone,
  });
  const fields = save.error instanceof ApiProblem ? save.error.fields : {};
  const toggle = (event: EventType) => {
    const next = new Set(events);
    if (!next.delete(event)) next.add(event);
    setEvents(next);
    setFault(undefined);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = urlFault(url) ?? (!all && events.size === 0 ? 'someMissing' : undefined);
    setFault(wrong);
    if (!wrong) save.mutate();
  };
  const urlError =
    fault === 'urlMissing' || fault === 'urlForm' ? t(`hook.${fault}`) : fields.url && sayProblem(save.error, t);
  return (
    <Sheet title={webhook ? t('hook.edit') : t('hook.new')} open onClose={onClose} wide>
      <form className="form" onSubmit={submit} noValidate>
        <TextField
          label={t('hook.url')}
          hint={t('hook.urlHint')}
          error={urlError || undefined}
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          maxLength={2048}
          value={url}
          required
          autoFocus
          onChange={(event) => {
            setUrl(event.target.value);
            setFault(undefined);
            save.reset();
          }}
        />
        <TextField
          label={`${t('hook.description')} ${t('optional')}`}
          value={description}
          maxLength={200}
          error={fields.description}
          onChange={(event) => setDescription(event.target.value)}
        />
        <fieldset className="hook-events" aria-describedby={fault === 'someMissing' ? said : undefined}>
          <legend>{t('hook.which')}</legend>
          <label>
            <input type="radio" name="which" checked={all} onChange={() => setAll(true)} />
            {t('hook.all')}
          </label>
          <label>
            <input type="radio" name="which" checked={!all} onChange={() => setAll(false)} />
            {t('hook.some')}
          </label>
          {!all && (
            <div className="hook-choice">
              {EVENTS.map((event) => (
                <label key={event}>
                  <input type="checkbox" checked={events.has(event)} onChange={() => toggle(event)} />
                  <code>{event}</code>
                </label>
              ))}
            </div>
          )}
          {fault === 'someMissing' && (
            <small id={said} className="problem" role="alert">
              {t('hook.someMissing')}
            </small>
          )}
        </fieldset>
        {save.error && !fields.url && !fields.description && (
          <p className="problem" role="alert">
            {sayProblem(save.error, t)}
          </p>
        )}
        <div className="row end">
          <Button className="btn soft" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" className="btn primary" isDisabled={save.isPending}>
            {save.isPending ? t('loading') : webhook ? t('hook.save') : t('hook.make')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
