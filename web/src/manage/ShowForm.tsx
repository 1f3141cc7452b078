import { useMutation } from '@tanstack/react-query';
import { useBlocker, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api, type Show } from '../api/client';
import { queryClient, showQuery } from '../api/queries';
import { TextArea, TextField } from '../parts/Field';
import { Confirm, Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { type CoverChoice, CoverField } from './CoverField';
import { refreshShows } from './ManagePage';
import { type Meanwhile, meanwhile, type Part, withPartsOf } from './meanwhile-core';
import { bodyOf, draftOf, plannedInThePast, type ShowDraft, sameDraft, skippedTo } from './show-form-core';
import { Theirs } from './Theirs';
import { ZoneSelect } from './ZoneSelect';

interface ShowFormProps {
  channelId: string;
  /** The show being edited; a new one without it. */
  show?: Show;
  onClose: () => void;
}

class CoverFailed extends Error {}

const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What the form itself finds wrong, before the server is asked. */
type Fault = 'whenHalf' | 'titleMissing';

/** Somebody else saved first. `mine` is what the form held before theirs was taken into it. */
interface Clash extends Meanwhile {
  theirs: Show;
  mine?: { draft: ShowDraft; cover: CoverChoice | undefined };
}

export function ShowForm({ channelId, show, onClose }: ShowFormProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const switchId = useId();
  const [made, setMade] = useState(show);
  const [draft, setDraft] = useState(() => draftOf(show, OWN_ZONE));
  const [cover, setCover] = useState<CoverChoice>();
  const [fault, setFault] = useState<Fault>();
  const [clash, setClash] = useState<Clash>();
  const form = useRef<HTMLFormElement>(null);
  const when = useRef<HTMLInputElement>(null);
  const change = (part: Partial<ShowDraft>) => setDraft({ ...draft, ...part });
  const before = draftOf(made, OWN_ZONE);
  const typed = () => !sameDraft(draft, before) || cover !== undefined || when.current?.validity.badInput === true;
  const done = useRef(false);
  const leaving = useBlocker({
    shouldBlockFn: () => !done.current && typed(),
    enableBeforeUnload: () => !done.current && typed(),
    withResolver: true,
  });

  const save = useMutation({
    mutationFn: async () => {
      const saved = await saveShow(channelId, made, draft).catch(async (error) => {
        if (!made || !(error instanceof ApiProblem) || error.code !== 'changed-meanwhile') throw error;
        await layOver(made);
      });
      if (!saved) return undefined;
      setClash(undefined);
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
      if (!saved) return;
      queryClient.setQueryData(showQuery(saved.id).queryKey, saved);
      done.current = true;
      onClose();
      // A show without a time is meant for now: its next step is the encoder.
      if (!show && !saved.startsAt) await navigate({ to: '/studio/$show', params: { show: saved.id } });
    },
  });

  /** The newest state becomes what one edits, with what was typed over it; the next save is a change of that state. */
  const layOver = async (base: Show) => {
    const theirs = await queryClient.fetchQuery({ ...showQuery(base.id), staleTime: 0 });
    const found = meanwhile(base, theirs, draft, cover !== undefined);
    const undisputed = found.changed.filter((part) => !found.disputed.includes(part));
    setMade(theirs);
    setClash({ ...found, theirs });
    // Somebody may type while the answer is under way.
    setDraft((now) => withPartsOf(found.draft, now, undisputed));
  };
  const takeTheirs = ({ theirs, disputed, ...rest }: Clash) => {
    setClash({ ...rest, theirs, disputed, mine: { draft, cover } });
    setDraft(withPartsOf(draftOf(theirs, draft.zone), draft, disputed));
    if (disputed.includes('cover')) setCover(undefined);
  };
  const putMineBack = ({ mine, ...rest }: Clash) => {
    setClash(rest);
    if (!mine) return;
    setDraft(withPartsOf(mine.draft, draft, rest.disputed));
    if (rest.disputed.includes('cover')) setCover(mine.cover);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A date typed by half reads as none: it must not be taken for "no date".
    const found = when.current?.validity.badInput ? 'whenHalf' : draft.title.trim() === '' ? 'titleMissing' : undefined;
    setFault(found);
    if (!found) save.mutate();
  };

  const error = save.error;
  const fields = error instanceof ApiProblem ? error.fields : {};
  const coverFault = error instanceof CoverFailed ? error.message : undefined;
  const disputed = clash && clash.disputed.length > 0 && !clash.mine;
  const theirsBelow = (part: Part) =>
    clash?.changed.includes(part) && !clash.mine ? (
      <Theirs show={clash.theirs} part={part} disputed={clash.disputed.includes(part)} />
    ) : null;

  // Whatever is wrong has to be seen: the form is longer than a low window.
  useEffect(() => {
    if (!fault && !error && !clash) return;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid]');
    if (wrong) wrong.focus();
    else form.current?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' });
  }, [fault, error, clash]);

  return (
    <Sheet title={made ? t('form.editTitle') : t('form.newTitle')} open onClose={onClose} wide>
      <form className="form" ref={form} onSubmit={submit} noValidate>
        <TextField
          label={t('form.title')}
          hint={t('form.titleHint')}
          error={fault === 'titleMissing' ? t('form.titleMissing') : fields.title}
          value={draft.title}
          maxLength={120}
          required
          autoFocus
          onChange={(event) => change({ title: event.target.value })}
        />
        {theirsBelow('title')}
        <div className="twoup">
          <TextField
            label={t('form.when')}
            hint={t('form.whenHint')}
            caution={
              skippedTo(draft)
                ? t('form.whenSkipped', { when: skippedTo(draft) })
                : plannedInThePast(draft, before, Date.now())
                  ? t('form.whenPast')
                  : undefined
            }
            error={fault === 'whenHalf' ? t('form.whenHalf') : fields.startsAt}
            type="datetime-local"
            ref={when}
            value={draft.when}
            onChange={(event) => {
              change({ when: event.target.value });
              if (fault === 'whenHalf') setFault(undefined);
            }}
          />
          <ZoneSelect value={draft.zone} onChange={(zone) => change({ zone })} />
        </div>
        {theirsBelow('time')}
        <CoverField current={made?.coverThumbnailUrl ?? null} choice={cover} error={coverFault} onChoice={setCover} />
        {theirsBelow('cover')}
        <TextArea
          label={t('form.description')}
          optional
          error={fields.description}
          rows={4}
          maxLength={5000}
          value={draft.description}
          onChange={(event) => change({ description: event.target.value })}
        />
        {theirsBelow('description')}
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
        {theirsBelow('autoStart')}
        {clash && (
          <div className="notice" role="alert">
            <p>{t(clash.mine ? 'form.taken' : disputed ? 'form.disputed' : 'form.changed')}</p>
            {disputed && (
              <Button className="btn soft" onPress={() => takeTheirs(clash)}>
                {t('form.takeTheirs')}
              </Button>
            )}
            {clash.mine && (
              <Button className="btn soft" onPress={() => putMineBack(clash)}>
                {t('form.putMineBack')}
              </Button>
            )}
          </div>
        )}
        {error && !coverFault && (
          <p className="problem" role="alert">
            {sayProblem(error, t)}
          </p>
        )}
        <div className="row end">
          <Button className="btn soft" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" className="btn primary" isDisabled={save.isPending}>
            {save.isPending ? t('loading') : disputed ? t('form.saveMine') : made ? t('save') : t('form.create')}
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
