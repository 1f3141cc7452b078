import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Clapperboard, Eye, Pencil, Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Show } from '../api/client';
import { showsOf } from '../api/pages-core';
import { channelShowsQuery, homeQuery, type PhaseGroup, queryClient, showQuery } from '../api/queries';
import { PendingPage } from '../app/pages';
import { sayAgo, sayWhen } from '../app/time-core';
import { useSession } from '../app/use-session';
import { useTitle } from '../app/use-title';
import { locale } from '../i18n/i18n';
import { Cover } from '../parts/Cover';
import { Confirm } from '../parts/Sheet';
import { ShowMore } from '../parts/ShowMore';
import { sayProblem } from '../parts/say-problem';
import { ShowForm } from './ShowForm';

const route = getRouteApi('/manage');
const GROUPS: PhaseGroup[] = ['live', 'upcoming', 'past'];
const REFRESH_MS = 15_000;

/** What changed here is asked for anew wherever it is shown. */
export async function refreshShows(showId?: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['channel'] }),
    ...GROUPS.map((phase) => queryClient.invalidateQueries({ queryKey: homeQuery(phase).queryKey })),
    ...(showId ? [queryClient.invalidateQueries({ queryKey: showQuery(showId).queryKey })] : []),
  ]);
}

export function ManagePage() {
  const { t } = useTranslation();
  const { dialog } = route.useSearch();
  const navigate = useNavigate();
  const [leaving, setLeaving] = useState<Show>();
  useTitle(t('manage.title'));
  const channelId = useSession()?.channels[0]?.id ?? 'default';
  const live = useInfiniteQuery({ ...channelShowsQuery(channelId, 'live'), refetchInterval: REFRESH_MS });
  const upcoming = useInfiniteQuery({ ...channelShowsQuery(channelId, 'upcoming'), refetchInterval: REFRESH_MS });
  const past = useInfiniteQuery(channelShowsQuery(channelId, 'past'));
  const groups = { live, upcoming, past };
  const error = live.error ?? upcoming.error ?? past.error;
  const pending = live.isPending || upcoming.isPending || past.isPending;
  const shows = GROUPS.flatMap((group) => showsOf(groups[group].data?.pages));
  const editedId = dialog === 'new' ? undefined : dialog;
  const listed = shows.find(({ id }) => id === editedId);
  // An address with a dialog may name a show further down than the lists were asked for.
  const unlisted = useQuery({ ...showQuery(editedId ?? ''), enabled: !!editedId && !pending && !listed });
  const edited = listed ?? (editedId && unlisted.data?.own ? unlisted.data : undefined);
  const close = () => void navigate({ to: '/manage', search: {}, replace: true });

  const remove = useMutation({
    mutationFn: (show: Show) => answer(api.DELETE('/shows/{showId}', { params: { path: { showId: show.id } } })),
    onSuccess: async (_done, show) => {
      setLeaving(undefined);
      queryClient.removeQueries({ queryKey: showQuery(show.id).queryKey });
      await refreshShows();
    },
  });

  return (
    <div className="dash">
      <div className="dash-head">
        <h1 className="title">{t('manage.title')}</h1>
        {shows.length > 0 && (
          <Link to="/manage" search={{ dialog: 'new' }} className="btn primary">
            <Plus size={18} aria-hidden="true" />
            {t('manage.newShow')}
          </Link>
        )}
      </div>
      {error && (
        <p className="problem" role="alert">
          {sayProblem(error, t)}
        </p>
      )}
      {pending && !error && <PendingPage />}
      {!pending && !error && shows.length === 0 && (
        <div className="card emptycard">
          <h2 className="title">{t('manage.emptyTitle')}</h2>
          <p className="muted">{t('manage.empty')}</p>
          <Link to="/manage" search={{ dialog: 'new' }} className="btn primary">
            {t('manage.plan')}
          </Link>
        </div>
      )}
      {GROUPS.map((group) => {
        const items = showsOf(groups[group].data?.pages);
        if (items.length === 0) return null;
        return (
          <Group key={group} title={t(`manage.${group}`)} shows={items} query={groups[group]} onDelete={setLeaving} />
        );
      })}
      {dialog === 'new' && <ShowForm channelId={channelId} onClose={close} />}
      {edited && <ShowForm key={edited.id} channelId={channelId} show={edited} onClose={close} />}
      <Confirm
        open={leaving !== undefined}
        title={t('manage.deleteTitle')}
        text={t('manage.deleteText', { title: leaving?.title })}
        deed={t('manage.deleteIt')}
        danger
        busy={remove.isPending}
        problem={remove.error ? sayProblem(remove.error, t) : undefined}
        onClose={() => {
          remove.reset();
          setLeaving(undefined);
        }}
        onConfirm={() => leaving && remove.mutate(leaving)}
      />
    </div>
  );
}

interface GroupProps {
  title: string;
  shows: Show[];
  query: Parameters<typeof ShowMore>[0]['query'];
  onDelete: (show: Show) => void;
}

function Group({ title, shows, query, onDelete }: GroupProps) {
  const list = useRef<HTMLUListElement>(null);
  return (
    <section className="group" aria-label={title}>
      <h2>{title}</h2>
      <ul ref={list} className="card rows">
        {shows.map((show) => (
          <ShowRow key={show.id} show={show} onDelete={() => onDelete(show)} />
        ))}
      </ul>
      <ShowMore list={list} group={title} query={query} />
    </section>
  );
}

function ShowRow({ show, onDelete }: { show: Show; onDelete: () => void }) {
  const { t } = useTranslation();
  const { id, title, phase } = show;
  const live = phase === 'live' || phase === 'interrupted';
  const time = phase === 'ended' ? (show.startedAt ?? show.startsAt) : show.startsAt;
  return (
    <li className="showrow">
      <span className="thumb">
        <Cover show={show} />
      </span>
      <div className="grow showrow-words">
        <b className="showrow-title">{title}</b>
        <span className="meta">
          <span className={live ? 'pill' : 'tagpill'}>
            {live && <i aria-hidden="true" />}
            {t(`manage.phase.${phase}`)}
          </span>
          {show.own?.encoderOn && !live && <span className="tagpill good">{t('manage.encoderOn')}</span>}
          {live && show.startedAt ? (
            <time dateTime={show.startedAt}>
              {t('show.started', { ago: sayAgo(show.startedAt, Date.now(), locale()) })}
            </time>
          ) : time ? (
            <time dateTime={time}>{sayWhen(time, Date.now(), locale())}</time>
          ) : (
            <span>{t('manage.noTime')}</span>
          )}
          {live && <span>{t('show.watching', { count: show.viewers })}</span>}
        </span>
      </div>
      <div className="row showrow-deeds">
        {phase !== 'ended' && (
          <Link to="/studio/$show" params={{ show: id }} className={live ? 'btn primary' : 'btn soft'}>
            <Clapperboard size={17} aria-hidden="true" />
            {t('manage.studio')}
          </Link>
        )}
        <Link
          to="/s/$show"
          params={{ show: id }}
          className="btn ghost icon"
          aria-label={t('manage.pageNamed', { title })}
        >
          <Eye size={18} aria-hidden="true" />
        </Link>
        <Link
          to="/manage"
          search={{ dialog: id }}
          className="btn ghost icon"
          aria-label={t('manage.editNamed', { title })}
        >
          <Pencil size={17} aria-hidden="true" />
        </Link>
        {!live && (
          <button
            type="button"
            className="btn ghost icon"
            aria-label={t('manage.deleteNamed', { title })}
            onClick={onDelete}
          >
            <Trash2 size={17} aria-hidden="true" />
          </button>
        )}
      </div>
    </li>
  );
}
