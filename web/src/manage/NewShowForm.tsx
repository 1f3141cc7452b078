import { useMutation } from '@tanstack/react-query';
import { useBlocker, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api, type Show } from '../api/client';
import { queryClient, showQuery } from '../api/queries';
import type { Visibility } from '../door/visibility-core';
import '../door/words';
import { PasswordField } from '../parts/Field';
import { Confirm, Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import type { CoverChoice } from './CoverField';
import { refreshShows } from './refresh-shows';
import { type Fault, faultOf, ShowFields } from './ShowFields';
import { saveCover } from './save-cover';
import { bodyOf, draftOf, newDraft, sameDraft } from './show-form-core';

interface NewShowFormProps {
  channelId: string;
  /** The zone that its time is in, unless another one is chosen. */
  zone: string;
  /** The day that it is planned on. */
  day?: string | undefined;
  /** Another show that it is to be like. */
  like?: Show | undefined;
  /** Who may watch, unless one says otherwise. */
  visibility: Visibility;
  onClose: () => void;
}

class CoverFailed extends Error {}
class PasswordFailed extends Error {}

/** Plans a show. A title is enough; without a time it is meant for now, and its studio opens. */
export function NewShowForm({ channelId, zone, day, like, visibility, onClose }: NewShowFormProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [made, setMade] = useState<Show>();
  const [draft, setDraft] = useState(() => newDraft(zone, day, like, visibility));
  const [empty] = useState(draft);
  const [cover, setCover] = useCoverOf(like);
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<Fault>();
  const form = useRef<HTMLFormElement>(null);
  const when = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const typed = () =>
    !sameDraft(draft, empty) || cover.chosen || password !== '' || when.current?.validity.badInput === true;
  const leaving = useBlocker({
    shouldBlockFn: () => !done.current && typed(),
    enableBeforeUnload: () => !done.current && typed(),
    withResolver: true,
  });
  const save = useMutation({
    mutationFn: async () => {
      const body = bodyOf(draft);
      // Were the cover to fail now, a second try must not make a second show.
      const saved = made
        ? await answer(api.PATCH('/shows/{showId}', { params: { path: { showId: made.id } }, body }))
        : await answer(api.POST('/channels/{channelId}/shows', { params: { path: { channelId } }, body }));
      setMade(saved);
      if (password !== '') {
        try {
          await answer(
            api.PUT('/shows/{showId}/password', { params: { path: { showId: saved.id } }, body: { password } }),
          );
        } catch (error) {
          throw new PasswordFailed(t('door.passwordFailed', { reason: sayProblem(error, t) }));
        }
      }
      if (!cover.choice || cover.choice === 'none') return saved;
      try {
        return await saveCover(saved.id, cover.choice);
      } catch (error) {
        throw new CoverFailed(t('form.coverFailed', { reason: sayProblem(error, t) }));
      }
    },
    onSettled: () => refreshShows(),
    onSuccess: async (saved) => {
      queryClient.setQueryData(showQuery(saved.id).queryKey, saved);
      done.current = true;
      onClose();
      if (!saved.startsAt) await navigate({ to: '/studio/$show', params: { show: saved.id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found =
      faultOf(draft, when.current) ?? (password !== '' && password.length < 4 ? 'passwordShort' : undefined);
    setFault(found);
    if (!found) save.mutate();
  };
  const { error } = save;
  const coverFault = error instanceof CoverFailed ? error.message : undefined;
  const passwordFault = error instanceof PasswordFailed ? error.message : undefined;
  // Whatever is wrong has to be seen: the form is longer than a low window.
  useEffect(() => {
    if (!fault && !error) return;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid]');
    if (wrong) wrong.focus();
    else form.current?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' });
  }, [fault, error]);
  return (
    <Sheet title={t('form.newTitle')} open onClose={onClose} wide>
      <form className="form" ref={form} onSubmit={submit} noValidate>
        <ShowFields
          draft={draft}
          before={draftOf(undefined, zone)}
          fault={fault}
          said={error instanceof ApiProblem ? error.fields : {}}
          when={when}
          cover={{ current: null, choice: cover.choice, error: coverFault }}
          onChange={(part) => {
            setDraft((now) => ({ ...now, ...part }));
            if (fault && faultOf({ ...draft, ...part }, when.current) !== fault) setFault(undefined);
          }}
          onCover={(choice) => setCover({ choice, chosen: true })}
          door={
            <PasswordField
              label={t('door.password')}
              hint={t('door.passwordFirst')}
              error={fault === 'passwordShort' ? t('door.passwordShort') : passwordFault}
              value={password}
              minLength={4}
              maxLength={100}
              autoComplete="off"
              onChange={(event) => {
                setPassword(event.target.value);
                if (fault === 'passwordShort') setFault(undefined);
              }}
            />
          }
        />
        {error && !coverFault && !passwordFault && (
          <p className="problem" role="alert">
            {sayProblem(error, t)}
          </p>
        )}
        <div className="row end">
          <Button className="btn soft" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" className="btn primary" isDisabled={save.isPending}>
            {save.isPending ? t('loading') : t('form.create')}
          </Button>
        </div>
      </form>
      <Confirm
        open={leaving.status === 'blocked'}
        title={t('form.discardTitle')}
        text={t('form.discardText')}
        deed={t('form.discardIt')}
        refusal={t('form.discardNot')}
        danger
        busy={false}
        onClose={() => leaving.reset?.()}
        onConfirm={() => leaving.proceed?.()}
      />
    </Sheet>
  );
}

/** The cover, at first that of the show which the new one is to be like; a picture that cannot be had is left out. */
function useCoverOf(like: Show | undefined) {
  const [cover, setCover] = useState<{ choice: CoverChoice | undefined; chosen: boolean }>({
    choice: undefined,
    chosen: false,
  });
  const url = like?.coverUrl;
  useEffect(() => {
    if (!url) return;
    const stop = new AbortController();
    void (async () => {
      try {
        const picture = await (await fetch(url, { signal: stop.signal })).blob();
        const file = new File([picture], 'cover.jpg', { type: 'image/jpeg' });
        setCover((now) => (now.chosen ? now : { choice: file, chosen: false }));
      } catch {
        // The new show begins without a cover, which the form shows.
      }
    })();
    return () => stop.abort();
  }, [url]);
  return [cover, setCover] as const;
}
