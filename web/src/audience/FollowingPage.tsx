import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BellOff, SlidersHorizontal, UserMinus } from 'lucide-react';
import { type CSSProperties, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../api/queries';
import { PendingPage } from '../app/pages';
import { sayWhen } from '../app/time-core';
import { useTitle } from '../app/use-title';
import { locale } from '../i18n/i18n';
import { Cover } from '../parts/Cover';
import { hueOf } from '../parts/hue-core';
import { Confirm } from '../parts/Sheet';
import { ShowMore } from '../parts/ShowMore';
import { sayProblem } from '../parts/say-problem';
import { pillOf } from '../show/show-core';
import type { MinutesBefore } from './audience-core';
import { choose, type Follow, followsQuery, type Reminder, remind, remindersQuery } from './audience-queries';
import { FollowSheet, RemindSheet } from './ChoiceSheets';
import './audience.css';

const REFRESH_MS = 60_000;

/** What one wants to hear of: the channels that one follows with their next shows, and the reminders. */
export function FollowingPage() {
  const { t } = useTranslation();
  useTitle(t('following.title'));
  const follows = useInfiniteQuery({ ...followsQuery, refetchInterval: REFRESH_MS });
  const reminders = useInfiniteQuery(remindersQuery);
  const error = (!follows.data && follows.error) || (!reminders.data && reminders.error);
  if (error) {
    return (
      <div className="dash">
        <h1 className="title">{t('following.title')}</h1>
        <p className="problem" role="alert">
          {sayProblem(error, t)}
        </p>
      </div>
    );
  }
  if (!follows.data || !reminders.data) return <PendingPage />;
  const channels = follows.data.pages.flatMap(({ items }) => items);
  const reminded = reminders.data.pages.flatMap(({ items }) => items);
  const nothing = channels.length + reminded.length === 0 && !follows.hasNextPage && !reminders.hasNextPage;
  return (
    <div className="dash">
      <div className="dash-head">
        <h1 className="title">{t('following.title')}</h1>
      </div>
      {nothing && (
        <div className="card emptycard">
          <h2 className="title">{t('following.emptyTitle')}</h2>
          <p className="muted">{t('following.empty')}</p>
          <Link to="/" className="btn primary">
            {t('problem.toHome')}
          </Link>
        </div>
      )}
      {reminded.length > 0 && <Reminders items={reminded} query={reminders} />}
      {channels.length > 0 && <Channels items={channels} query={follows} />}
    </div>
  );
}

type More = Parameters<typeof ShowMore>[0]['query'];

function Channels({ items, query }: { items: Follow[]; query: More }) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const [choosing, setChoosing] = useState<Follow>();
  const [leaving, setLeaving] = useState<Follow>();
  const leave = useMutation({
    mutationFn: (follow: Follow) => choose(follow.channel.id, undefined),
    onSuccess: () => setLeaving(undefined),
    onSettled: () => queryClient.invalidateQueries({ queryKey: followsQuery.queryKey }),
  });
  return (
    <section className="group" aria-label={t('following.channels')}>
      <h2>{t('following.channels')}</h2>
      <ul ref={list} className="card rows">
        {items.map((follow) => (
          <ChannelRow
            key={follow.channel.id}
            follow={follow}
            onChoose={() => setChoosing(follow)}
            onLeave={() => setLeaving(follow)}
          />
        ))}
      </ul>
      <ShowMore list={list} group={t('following.channels')} query={query} />
      {choosing && (
        <FollowSheet
          channel={choosing.channel}
          notices={items.find(({ channel }) => channel.id === choosing.channel.id)?.notices ?? choosing.notices}
          onClose={() => setChoosing(undefined)}
        />
      )}
      <Confirm
        open={leaving !== undefined}
        title={t('following.leaveTitle', { name: leaving?.channel.name })}
        text={t('following.leaveText')}
        deed={t('audience.unfollow')}
        refusal={t('following.stay')}
        busy={leave.isPending}
        problem={leave.error ? sayProblem(leave.error, t) : undefined}
        onClose={() => {
          leave.reset();
          setLeaving(undefined);
        }}
        onConfirm={() => leaving && leave.mutate(leaving)}
      />
    </section>
  );
}

function ChannelRow({ follow, onChoose, onLeave }: { follow: Follow; onChoose: () => void; onLeave: () => void }) {
  const { t } = useTranslation();
  const { channel, next, notices } = follow;
  const now = Date.now();
  const pill = next && pillOf(next, now);
  return (
    <li className="showrow">
      <span className="followmark" style={{ '--hue': hueOf(channel.id) } as CSSProperties} aria-hidden="true">
        {[...channel.name.trim()][0]?.toUpperCase()}
      </span>
      <div className="grow showrow-words">
        <Link to="/@{$handle}" params={{ handle: channel.handle }} className="showrow-title">
          {channel.name}
        </Link>
        <span className="meta">
          {next ? (
            <>
              {pill && (
                <span className="pill">
                  <i aria-hidden="true" />
                  {t(pill)}
                </span>
              )}
              <Link to="/s/$show" params={{ show: next.id }}>
                {next.title}
              </Link>
              {!pill && next.startsAt && <time dateTime={next.startsAt}>{sayWhen(next.startsAt, now, locale())}</time>}
            </>
          ) : (
            <span>{t('following.nothingPlanned')}</span>
          )}
        </span>
        <small className="muted">{t('following.letters', { what: t(`audience.notices.${notices}`) })}</small>
      </div>
      <div className="row showrow-deeds">
        <button
          type="button"
          className="btn ghost icon"
          aria-label={t('following.chooseNamed', { name: channel.name })}
          onClick={onChoose}
        >
          <SlidersHorizontal size={18} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="btn ghost icon"
          aria-label={t('following.leaveNamed', { name: channel.name })}
          onClick={onLeave}
        >
          <UserMinus size={18} aria-hidden="true" />
        </button>
      </div>
    </li>
  );
}

function Reminders({ items, query }: { items: Reminder[]; query: More }) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const [choosing, setChoosing] = useState<Reminder>();
  const forget = useMutation({
    mutationFn: (showId: string) => remind(showId, undefined),
    onSettled: () => queryClient.invalidateQueries({ queryKey: remindersQuery.queryKey }),
  });
  const now = Date.now();
  const minutesOf = (reminder: Reminder): MinutesBefore =>
    items.find(({ show }) => show.id === reminder.show.id)?.minutesBefore ?? reminder.minutesBefore;
  return (
    <section className="group" aria-label={t('following.reminders')}>
      <h2>{t('following.reminders')}</h2>
      {forget.error && (
        <p className="problem" role="alert">
          {sayProblem(forget.error, t)}
        </p>
      )}
      <ul ref={list} className="card rows">
        {items.map((reminder) => {
          const { show, minutesBefore } = reminder;
          return (
            <li key={show.id} className="showrow">
              <span className="thumb">
                <Cover show={show} />
              </span>
              <div className="grow showrow-words">
                <Link to="/s/$show" params={{ show: show.id }} className="showrow-title">
                  {show.title}
                </Link>
                <span className="meta">
                  {show.startsAt ? (
                    <time dateTime={show.startsAt}>{sayWhen(show.startsAt, now, locale())}</time>
                  ) : (
                    <span>{t('manage.noTime')}</span>
                  )}
                  <span>{t(`audience.before.m${minutesBefore}`)}</span>
                </span>
              </div>
              <div className="row showrow-deeds">
                <button
                  type="button"
                  className="btn ghost icon"
                  aria-label={t('following.remindNamed', { title: show.title })}
                  onClick={() => setChoosing(reminder)}
                >
                  <SlidersHorizontal size={18} aria-hidden="true" />
                </button>
                <button
                  type="button"
                  className="btn ghost icon"
                  aria-label={t('following.forgetNamed', { title: show.title })}
                  disabled={forget.isPending}
                  onClick={() => forget.mutate(show.id)}
                >
                  <BellOff size={18} aria-hidden="true" />
                </button>
              </div>
            </li>
          );
        })}
      </ul>
      <ShowMore list={list} group={t('following.reminders')} query={query} />
      {choosing && (
        <RemindSheet show={choosing.show} minutesBefore={minutesOf(choosing)} onClose={() => setChoosing(undefined)} />
      )}
    </section>
  );
}
