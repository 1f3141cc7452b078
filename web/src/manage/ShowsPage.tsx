import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { CalendarCheck2, CalendarX2, Clapperboard, Copy, Eye, Pencil, Plus, Search, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Show } from '../api/client';
import { showsOf } from '../api/pages-core';
import { channelShowsQuery, type PhaseGroup, queryClient, showQuery } from '../api/queries';
import { PendingPage } from '../app/pages';
import { sayAgo, sayWhen } from '../app/time-core';
import { useTitle } from '../app/use-title';
import { locale } from '../i18n/i18n';
import { Cover } from '../parts/Cover';
import { Confirm, Sheet } from '../parts/Sheet';
import { ShowMore } from '../parts/ShowMore';
import { sayProblem } from '../parts/say-problem';
import { CancelSheet } from '../studio/PlanDeeds';
import { aboutQuery } from './desk-queries';
import { EditShowForm } from './EditShowForm';
import { NewShowForm } from './NewShowForm';
import { refreshShows } from './refresh-shows';
import { OWN_ZONE } from './ShowFields';
import { useDesk } from './use-desk';

const route = getRouteApi('/manage/$channel/shows');
const GROUPS: PhaseGroup[] = ['live', 'upcoming', 'past'];
const REFRESH_MS = 15_000;

export function ShowsPage() {
  const { t } = useTranslation();
  const { dialog, day, like, q, phase } = route.useSearch();
  const navigate = useNavigate();
  const [leaving, setLeaving] = useState<Show>();
  const [cancelling, setCancelling] = useState<Show>();
  const { channel, name, may } = useDesk();
  const channelId = channel.id;
  const plans = may('plan-shows');
  useTitle(`${t('desk.section.shows')} · ${channel.name}`);
  const live = useInfiniteQuery({ ...channelShowsQuery(channelId, 'live', q), refetchInterval: REFRESH_MS });
  const upcoming = useInfiniteQuery({ ...channelShowsQuery(channelId, 'upcoming', q), refetchInterval: REFRESH_MS });
  const past = useInfiniteQuery(channelShowsQuery(channelId, 'past', q));
  const groups = { live, upcoming, past };
  const error = live.error ?? upcoming.error ?? past.error;
  const pending = live.isPending || upcoming.isPending || past.isPending;
  const shows = GROUPS.flatMap((group) => showsOf(groups[group].data?.pages));
  const editedId = dialog === 'new' ? undefined : dialog;
  const listed = shows.find(({ id }) => id === editedId);
  // An address with a dialog may name a show further down than the lists were asked for.
  const unlisted = useQuery({ ...showQuery(editedId ?? ''), enabled: !!editedId && !pending && !listed });
  const edited = listed ?? (editedId && unlisted.data?.own ? unlisted.data : undefined);
  const wanted = phase ? [phase] : GROUPS;
  const none = wanted.every((group) => showsOf(groups[group].data?.pages).length === 0);
  const looking = q !== undefined || phase !== undefined;
  const close = () =>
    void navigate({
      to: '/manage/$channel/shows',
      params: { channel: name },
      search: { ...(q ? { q } : {}), ...(phase ? { phase } : {}) },
      replace: true,
    });

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
        <h1 className="title">{t('desk.section.shows')}</h1>
        {plans && (shows.length > 0 || looking) && (
          <Link
            to="/manage/$channel/shows"
            params={{ channel: name }}
            search={{ dialog: 'new' }}
            className="btn primary"
          >
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
      {(shows.length > 0 || looking || pending) && <FindBar q={q} phase={phase} />}
      {!pending && !error && looking && none && (
        <div className="card emptycard" role="status">
          <h2 className="title">{q ? t('desk.shows.none') : t('desk.shows.noneHere')}</h2>
          <Link to="/manage/$channel/shows" params={{ channel: name }} className="btn soft">
            {t('desk.shows.clear')}
          </Link>
        </div>
      )}
      {!pending && !error && !looking && shows.length === 0 && (
        <div className="card emptycard">
          <h2 className="title">{t('manage.emptyTitle')}</h2>
          <p className="muted">{t('manage.empty')}</p>
          {plans && (
            <Link
              to="/manage/$channel/shows"
              params={{ channel: name }}
              search={{ dialog: 'new' }}
              className="btn primary"
            >
              {t('manage.plan')}
            </Link>
          )}
        </div>
      )}
      {wanted.map((group) => {
        const items = showsOf(groups[group].data?.pages);
        if (items.length === 0) return null;
        return (
          <Group
            key={group}
            title={t(`manage.${group}`)}
            shows={items}
            query={groups[group]}
            onDelete={setLeaving}
            onCancel={setCancelling}
          />
        );
      })}
      {dialog === 'new' && <NewShow channelId={channelId} day={day} like={like} onClose={close} />}
      {edited && <EditShowForm key={edited.id} show={edited} onClose={close} />}
      {cancelling && (
        <CancelSheet
          show={cancelling}
          onClose={() => setCancelling(undefined)}
          onDone={() => void refreshShows(cancelling.id)}
        />
      )}
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

/** A new show, empty or like another one; that one has to be known first. */
function NewShow({
  channelId,
  day,
  like,
  onClose,
}: {
  channelId: string;
  day: string | undefined;
  like: string | undefined;
  onClose: () => void;
}) {
  const model = useQuery({ ...showQuery(like ?? ''), enabled: !!like });
  const about = useQuery(aboutQuery(channelId));
  if ((like && model.isPending) || about.isPending) return null;
  // Without what the channel says, a show that was meant for few might begin public.
  if (!about.data) return <NotYet problem={about.error} again={() => void about.refetch()} onClose={onClose} />;
  return (
    <NewShowForm
      channelId={channelId}
      zone={about.data.timeZone ?? OWN_ZONE}
      day={day}
      like={model.data?.own ? model.data : undefined}
      visibility={about.data.own?.defaultVisibility ?? 'public'}
      onClose={onClose}
    />
  );
}

function NotYet({ problem, again, onClose }: { problem: unknown; again: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Sheet title={t('form.newTitle')} open onClose={onClose}>
      <p className="problem" role="alert">
        {sayProblem(problem, t)}
      </p>
      <div className="row end">
        <button type="button" className="btn soft" onClick={onClose}>
          {t('cancel')}
        </button>
        <button type="button" className="btn primary" onClick={again}>
          {t('retry')}
        </button>
      </div>
    </Sheet>
  );
}

const TYPED_MS = 300;

/** Looks for shows; what is looked for stands in the address. */
function FindBar({ q = '', phase }: { q: string | undefined; phase: PhaseGroup | undefined }) {
  const { t } = useTranslation();
  const { name } = useDesk();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(q);
  const go = (search: { q?: string; phase?: PhaseGroup }) =>
    void navigate({
      to: '/manage/$channel/shows',
      params: { channel: name },
      search,
      replace: true,
      resetScroll: false,
    });
  const of = (words: string, group: PhaseGroup | undefined) => ({
    ...(words.trim() ? { q: words.trim() } : {}),
    ...(group ? { phase: group } : {}),
  });
  // Somebody may have followed a link out of what they looked for.
  useEffect(() => setTyped((now) => (now.trim() === q ? now : q)), [q]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the search follows what is typed, once it rests
  useEffect(() => {
    if (typed.trim() === q) return;
    const timer = setTimeout(() => go(of(typed, phase)), TYPED_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <search className="findbar">
      <span className="find">
        <Search size={18} aria-hidden="true" />
        <input
          type="search"
          aria-label={t('desk.shows.search')}
          placeholder={t('desk.shows.search')}
          maxLength={120}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </span>
      <fieldset className="segments">
        <legend className="sr-only">{t('desk.shows.filter')}</legend>
        {([undefined, ...GROUPS] as const).map((group) => (
          <label key={group ?? 'all'}>
            <input type="radio" name="phase" checked={phase === group} onChange={() => go(of(typed, group))} />
            <span>{group ? t(`manage.${group}`) : t('desk.shows.all')}</span>
          </label>
        ))}
      </fieldset>
    </search>
  );
}

interface GroupProps {
  title: string;
  shows: Show[];
  query: Parameters<typeof ShowMore>[0]['query'];
  onDelete: (show: Show) => void;
  onCancel: (show: Show) => void;
}

function Group({ title, shows, query, onDelete, onCancel }: GroupProps) {
  const list = useRef<HTMLUListElement>(null);
  return (
    <section className="group" aria-label={title}>
      <h2>{title}</h2>
      <ul ref={list} className="card rows">
        {shows.map((show) => (
          <ShowRow key={show.id} show={show} onDelete={() => onDelete(show)} onCancel={() => onCancel(show)} />
        ))}
      </ul>
      <ShowMore list={list} group={title} query={query} />
    </section>
  );
}

/** A cancelled show takes place after all. Whoever follows it is told, so it is asked about first. */
function Reinstate({ show }: { show: Show }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const reinstate = useMutation({
    mutationFn: () => answer(api.POST('/shows/{showId}/reinstate', { params: { path: { showId: show.id } } })),
    onSuccess: async (changed) => {
      setAsking(false);
      queryClient.setQueryData(showQuery(show.id).queryKey, { ...changed, own: changed.own ?? show.own });
      await refreshShows(show.id);
    },
  });
  return (
    <>
      <button
        type="button"
        className="btn ghost icon"
        aria-label={t('desk.shows.reinstateNamed', { title: show.title })}
        onClick={() => setAsking(true)}
      >
        <CalendarCheck2 size={17} aria-hidden="true" />
      </button>
      <Confirm
        open={asking}
        title={t('desk.shows.reinstateTitle', { title: show.title })}
        text={t('desk.shows.reinstateText')}
        deed={t('studio.reinstate')}
        refusal={t('desk.shows.reinstateNot')}
        busy={reinstate.isPending}
        problem={reinstate.error ? sayProblem(reinstate.error, t) : undefined}
        onClose={() => {
          reinstate.reset();
          setAsking(false);
        }}
        onConfirm={() => reinstate.mutate()}
      />
    </>
  );
}

function ShowRow({ show, onDelete, onCancel }: { show: Show; onDelete: () => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const { name, may } = useDesk();
  const plans = may('plan-shows');
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
        {plans && (
          <Link
            to="/manage/$channel/shows"
            params={{ channel: name }}
            search={{ dialog: id }}
            className="btn ghost icon"
            aria-label={t('manage.editNamed', { title })}
          >
            <Pencil size={17} aria-hidden="true" />
          </Link>
        )}
        {plans && (
          <Link
            to="/manage/$channel/shows"
            params={{ channel: name }}
            search={{ dialog: 'new', like: id }}
            className="btn ghost icon"
            aria-label={t('desk.shows.duplicate', { title })}
          >
            <Copy size={17} aria-hidden="true" />
          </Link>
        )}
        {may('run-shows') && ['draft', 'scheduled', 'open'].includes(phase) && (
          <button
            type="button"
            className="btn ghost icon"
            aria-label={t('desk.shows.cancelNamed', { title })}
            onClick={onCancel}
          >
            <CalendarX2 size={17} aria-hidden="true" />
          </button>
        )}
        {may('run-shows') && phase === 'cancelled' && <Reinstate show={show} />}
        {plans && !live && (
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
