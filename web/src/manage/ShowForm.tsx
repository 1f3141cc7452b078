import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api, type Show } from '../api/client';
import { queryClient, showQuery } from '../api/queries';
import { TextArea, TextField } from '../parts/Field';
import { Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { type CoverChoice, CoverField } from './CoverField';
import { refreshShows } from './ManagePage';
import { bodyOf, draftOf, type ShowDraft } from './show-form-core';
import { ZoneSelect } from './ZoneSelect';

interface ShowFormProps {
  channelId: string;
  /** The show being edited; a new one without it. */
  show?: Show;
  onClose: () => void;
}

class CoverFailed extends Error {}

export function ShowForm({ channelId, show, onClose }: ShowFormProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const switchId = useId();
  const [made, setMade] = useState(show);
  const [draft, setDraft] = useState(() => draftOf(show, Intl.DateTimeFormat().resolvedOptions().timeZone));
  const [cover, setCover] = useState<CoverChoice>();
  const [untitled, setUntitled] = useState(false);
  const change = (part: Partial<ShowDraft>) => setDraft({ ...draft, ...part });

  const save = useMutation({
    mutationFn: async () => {
      const saved = await saveShow(channelId, made, draft);
      // Were the cover to fail now, a second try must not make a second show.
      setMade(saved);
      queryClient.setQueryData(showQuery(saved.id).queryKey, saved);
      if (!cover) return saved;
      try {
        return await saveCover(saved.id, cover);
      } catch (error) {
        throw new CoverFailed(t('form.coverFailed', { reason: sayProblem(error, t) }));
      }
    },
    onSettled: () => refreshShows(made?.id),
    onSuccess: async (saved) => {
      queryClient.setQueryData(showQuery(saved.id).queryKey, saved);
      onClose();
      // A show without a time is meant for now: its next step is the encoder.
      if (!show && !saved.startsAt) await navigate({ to: '/studio/$show', params: { show: saved.id } });
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = draft.title.trim() === '';
    setUntitled(missing);
    if (!missing) save.mutate();
  };

  const error = save.error;
  const fields = error instanceof ApiProblem ? error.fields : {};
  return (
    <Sheet title={show ? t('form.editTitle') : t('form.newTitle')} open onClose={onClose} wide>
      <form className="form" onSubmit={submit} noValidate>
        <TextField
          label={t('form.title')}
          hint={t('form.titleHint')}
          error={untitled ? t('form.titleMissing') : fields.title}
          value={draft.title}
          maxLength={120}
          required
          autoFocus
          onChange={(event) => change({ title: event.target.value })}
        />
        <div className="twoup">
          <TextField
            label={t('form.when')}
            hint={t('form.whenHint')}
            error={fields.startsAt}
            type="datetime-local"
            value={draft.when}
            onChange={(event) => change({ when: event.target.value })}
          />
          <ZoneSelect value={draft.zone} onChange={(zone) => change({ zone })} />
        </div>
        <CoverField current={show?.coverThumbnailUrl ?? null} choice={cover} onChoice={setCover} />
        <TextArea
          label={t('form.description')}
          optional
          error={fields.description}
          rows={4}
          maxLength={5000}
          value={draft.description}
          onChange={(event) => change({ description: event.target.value })}
        />
        <label className="check" htmlFor={switchId}>
          <input
            id={switchId}
            type="checkbox"
            className="switch"
            checked={draft.autoStart}
            onChange={(event) => change({ autoStart: event.target.checked })}
          />
          <span>
            <b>{t('form.autoStart')}</b>
            <small className="muted">{t('form.autoStartHint')}</small>
          </span>
        </label>
        {error && (
          <p className="problem" role="alert">
            {error instanceof CoverFailed
              ? error.message
              : error instanceof ApiProblem && error.code === 'changed-meanwhile'
                ? t('form.changed')
                : sayProblem(error, t)}
          </p>
        )}
        <div className="row end">
          <Button className="btn soft" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" className="btn primary" isDisabled={save.isPending}>
            {save.isPending ? t('loading') : show ? t('save') : t('form.create')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

async function saveShow(channelId: string, made: Show | undefined, draft: ShowDraft): Promise<Show> {
  const body = bodyOf(draft);
  if (!made) return answer(api.POST('/channels/{channelId}/shows', { params: { path: { channelId } }, body }));
  const etag = made.own?.etag;
  return answer(
    api.PATCH('/shows/{showId}', {
      params: { path: { showId: made.id }, ...(etag ? { header: { 'If-Match': etag } } : {}) },
      body,
    }),
  );
}

async function saveCover(showId: string, cover: CoverChoice): Promise<Show> {
  const params = { path: { showId } };
  if (cover === 'none') return answer(api.DELETE('/shows/{showId}/cover', { params }));
  return answer(
    api.PUT('/shows/{showId}/cover', {
      params,
      body: cover as unknown as Record<string, never>,
      bodySerializer: (file) => file as unknown as Blob,
      headers: { 'Content-Type': cover.type },
    }),
  );
}
