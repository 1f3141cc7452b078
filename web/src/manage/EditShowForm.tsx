import { useMutation, useQuery } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api, type Show } from '../api/client';
import { queryClient, showQuery } from '../api/queries';
import { DoorButton } from '../door/DoorButton';
import { sendsAway } from '../door/visibility-core';
import '../door/words';
import { Confirm, Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { Autosave, type Changes, type SaveStatus } from './autosave-core';
import type { CoverChoice } from './CoverField';
import type { Part } from './meanwhile-core';
import { refreshShows } from './refresh-shows';
import { type Fault, faultOf, OWN_ZONE, ShowFields } from './ShowFields';
import { saveCover } from './save-cover';
import { draftOf, type ShowDraft } from './show-form-core';
import { Theirs } from './Theirs';

const LOOK_MS = 5000;

/** Changes a show. What is typed is saved by itself; what somebody else changes meanwhile is shown and kept. */
export function EditShowForm({ show, onClose }: { show: Show; onClose: () => void }) {
  const { t } = useTranslation();
  const saver = useAutosave(show);
  const { base, draft, status, error, clash } = useSyncExternalStore(saver.subscribe, saver.snapshot);
  const [fault, setFault] = useState<Fault>();
  const [choice, setChoice] = useState<CoverChoice>();
  const [closing, setClosing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const when = useRef<HTMLInputElement>(null);
  const leaving = useBlocker({
    shouldBlockFn: async () => !(await saver.flush()),
    enableBeforeUnload: () => saver.dirty(),
    withResolver: true,
  });
  const cover = useMutation({
    mutationFn: (chosen: CoverChoice) => saver.alone(() => saveCover(show.id, chosen)),
    onSuccess: () => setChoice(undefined),
    onSettled: () => refreshShows(show.id),
  });
  const type = (next: ShowDraft) => {
    const found = faultOf(next, when.current);
    setFault(found);
    saver.type(next, found !== undefined);
  };
  const done = async (event: FormEvent) => {
    event.preventDefault();
    if (await saver.flush()) onClose();
    else form.current?.querySelector<HTMLElement>('[aria-invalid], .notice button')?.focus();
  };
  const disputed = status === 'disputed';
  const below = (part: Part) =>
    clash?.changed.includes(part) && !clash.mine ? (
      <Theirs show={clash.theirs} part={part} disputed={clash.disputed.includes(part)} />
    ) : null;
  return (
    <Sheet title={t('form.editTitle')} open onClose={onClose} wide>
      <form className="form" ref={form} onSubmit={(event) => void done(event)} noValidate>
        <ShowFields
          draft={draft}
          before={draftOf(base, OWN_ZONE)}
          fault={fault}
          said={error instanceof ApiProblem ? error.fields : {}}
          when={when}
          cover={{
            current: base.coverThumbnailUrl,
            choice,
            error: cover.error ? sayProblem(cover.error, t) : undefined,
          }}
          onChange={(part) => {
            if (part.visibility && sendsAway(saver.state.base, part.visibility)) setClosing(true);
            else type({ ...saver.state.draft, ...part });
          }}
          onCover={(chosen) => {
            setChoice(chosen);
            if (chosen) cover.mutate(chosen);
            else cover.reset();
          }}
          below={below}
          door={<div className="row wrap">{base.own && <DoorButton show={base} visibilityElsewhere />}</div>}
        />
        {clash && (
          <div className="notice" role="alert">
            <p>{t(clash.mine ? 'form.taken' : disputed ? 'form.disputed' : 'form.changed')}</p>
            {disputed && (
              <>
                <Button className="btn soft" onPress={() => saver.takeTheirs()}>
                  {t('form.takeTheirs')}
                </Button>
                <Button className="btn soft" onPress={() => saver.keepMine()}>
                  {t('form.saveMine')}
                </Button>
              </>
            )}
            {clash.mine && (
              <Button className="btn soft" onPress={() => saver.putMineBack()}>
                {t('form.putMineBack')}
              </Button>
            )}
          </div>
        )}
        <div className="row end">
          <SaveState status={cover.isPending ? 'saving' : status} error={error} onRetry={() => saver.retry()} />
          <Button type="submit" className="btn primary" isDisabled={cover.isPending}>
            {t('form.done')}
          </Button>
        </div>
      </form>
      <Confirm
        open={closing}
        title={t('door.makePrivateTitle')}
        text={t('door.sendsAway')}
        deed={t('door.makePrivate')}
        danger
        busy={false}
        onClose={() => setClosing(false)}
        onConfirm={() => {
          setClosing(false);
          type({ ...saver.state.draft, visibility: 'private' });
        }}
      />
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

/** Whether what stands in the form is kept; what is not is said with its reason. */
function SaveState({ status, error, onRetry }: { status: SaveStatus; error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const wrong = status === 'failed' || status === 'refused';
  return (
    <span className={wrong ? 'savestate problem' : 'savestate'} role="status">
      {status === 'failed' || status === 'refused'
        ? t(`form.save.${status}`, { reason: sayProblem(error, t) })
        : t(`form.save.${status}`)}
      {status === 'failed' && (
        <button type="button" className="btn soft small" onClick={onRetry}>
          {t('retry')}
        </button>
      )}
    </span>
  );
}

/** The saver of this show while its form is open. It looks now and then what others made of the show. */
function useAutosave(show: Show): Autosave {
  const [saver] = useState(
    () =>
      new Autosave(show, OWN_ZONE, {
        save: (base, changes) => save(base, changes),
        look: () => queryClient.fetchQuery({ ...showQuery(show.id), staleTime: 0 }),
      }),
  );
  const { data } = useQuery({ ...showQuery(show.id), refetchInterval: LOOK_MS });
  useEffect(() => {
    if (data?.own) saver.seen(data);
  }, [saver, data]);
  useEffect(() => {
    const again = () => saver.retry();
    addEventListener('online', again);
    return () => {
      removeEventListener('online', again);
      saver.close();
      void refreshShows(show.id);
    };
  }, [saver, show.id]);
  return saver;
}

async function save(base: Show, changes: Changes): Promise<Show> {
  const etag = base.own?.etag;
  const saved = await answer(
    api.PATCH('/shows/{showId}', {
      params: { path: { showId: base.id }, ...(etag ? { header: { 'If-Match': etag } } : {}) },
      body: changes,
    }),
  );
  queryClient.setQueryData(showQuery(saved.id).queryKey, saved);
  return saved;
}
