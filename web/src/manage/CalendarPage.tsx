import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, Plus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Show } from '../api/client';
import { knownZone } from '../app/time-core';
import { useTitle } from '../app/use-title';
import { locale } from '../i18n/i18n';
import { sayProblem } from '../parts/say-problem';
import { calendarQuery } from './desk-queries';
import { byDay, type Day, dayIn, firstDayOfWeek, moved, rangeOf, step, timeOf, type View, weeksOf } from './month-core';
import { useDesk } from './use-desk';

const route = getRouteApi('/manage/$channel/calendar');
const MOST_IN_A_DAY = 3;

/** A channel's shows by month or week, in the time of whoever looks. On a phone they stand in a list. */
export function CalendarPage() {
  const { t } = useTranslation();
  const { channel, name, may } = useDesk();
  const navigate = useNavigate();
  const { view = 'month', day: asked } = route.useSearch();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const today = dayIn(zone, new Date().toISOString());
  const day = asked ?? today;
  const firstDay = firstDayOfWeek(locale());
  const weeks = weeksOf(view, day, firstDay);
  const { from, to } = rangeOf(weeks, zone);
  const shows = useQuery(calendarQuery(channel.id, from, to));
  const days = byDay(shows.data ?? [], zone);
  const focusDay = useRef(false);
  const table = useRef<HTMLTableElement>(null);
  useTitle(`${t('desk.section.calendar')} · ${channel.name}`);
  const go = (next: { view?: View; day?: Day }) =>
    void navigate({
      to: '/manage/$channel/calendar',
      params: { channel: name },
      search: { view, day, ...next },
      replace: true,
      resetScroll: false,
    });
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(event.key, day, firstDay);
    if (!next) return;
    event.preventDefault();
    focusDay.current = true;
    go({ day: next });
  };
  // The focus goes along with the day that the keys moved to.
  useEffect(() => {
    if (!focusDay.current) return;
    focusDay.current = false;
    table.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
  }, [day]);

  const plan = (on: Day) => ({
    to: '/manage/$channel/shows' as const,
    params: { channel: name },
    search: { dialog: 'new', day: on },
  });
  const format = (options: Intl.DateTimeFormatOptions, on: Day) =>
    new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' }).format(new Date(`${on}T00:00:00Z`));
  const head =
    view === 'month'
      ? format({ month: 'long', year: 'numeric' }, day)
      : new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).formatRange(
          new Date(`${weeks[0]?.[0]}T00:00:00Z`),
          new Date(`${weeks[0]?.[6]}T00:00:00Z`),
        );
  const shown = weeks.flat().filter((one) => view === 'week' || one.slice(0, 7) === day.slice(0, 7));
  const planned = shown.filter((one) => days.has(one));

  return (
    <div className="dash">
      <div className="dash-head">
        <h1 className="title">{t('desk.section.calendar')}</h1>
        {may('plan-shows') && (
          <Link {...plan(day < today ? today : day)} className="btn primary">
            <Plus size={18} aria-hidden="true" />
            {t('manage.newShow')}
          </Link>
        )}
      </div>
      <div className="calbar">
        <button
          type="button"
          className="btn soft icon"
          aria-label={t('desk.calendar.before')}
          onClick={() => go({ day: step(view, day, -1) })}
        >
          <ChevronLeft size={18} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="btn soft icon"
          aria-label={t('desk.calendar.after')}
          onClick={() => go({ day: step(view, day, 1) })}
        >
          <ChevronRight size={18} aria-hidden="true" />
        </button>
        <button type="button" className="btn soft" onClick={() => go({ day: today })}>
          {t('desk.calendar.today')}
        </button>
        <h2 aria-live="polite">{head}</h2>
        <fieldset className="segments">
          <legend className="sr-only">{t('desk.calendar.view')}</legend>
          {(['month', 'week'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="view" checked={view === one} onChange={() => go({ view: one })} />
              <span>{t(`desk.calendar.${one}`)}</span>
            </label>
          ))}
        </fieldset>
      </div>
      {shows.error && (
        <p className="problem" role="alert">
          {t('desk.calendar.loadFailed', { reason: sayProblem(shows.error, t) })}
        </p>
      )}
      <table className="cal" data-view={view} ref={table} onKeyDown={onKeyDown}>
        <caption className="sr-only">{head}</caption>
        <thead>
          <tr>
            {weeks[0]?.map((one) => (
              <th key={one} scope="col">
                {format({ weekday: 'short' }, one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((one) => (
                <td
                  key={one}
                  data-out={(view === 'month' && one.slice(0, 7) !== day.slice(0, 7)) || undefined}
                  data-today={one === today || undefined}
                >
                  <DayButton
                    day={one}
                    label={format({ dateStyle: 'full' }, one)}
                    chosen={one === day}
                    {...(may('plan-shows') ? { onPlan: () => void navigate(plan(one)) } : {})}
                  />
                  <DayShows shows={days.get(one) ?? []} zone={zone} view={view} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="agenda">
        {planned.map((one) => (
          <section key={one} aria-label={format({ dateStyle: 'full' }, one)}>
            <h3>{format({ weekday: 'long', day: 'numeric', month: 'long' }, one)}</h3>
            <ul>
              {days.get(one)?.map((show) => (
                <Entry key={show.id} show={show} zone={zone} whole />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {shows.data && planned.length === 0 && <p className="muted">{t('desk.calendar.none')}</p>}
      <small className="muted">{t('desk.calendar.yours', { zone: zone.replaceAll('_', ' ') })}</small>
    </div>
  );
}

/** The number of a day: the arrow keys go from one to the next, and pressing it plans a show then. */
function DayButton({ day, label, chosen, onPlan }: { day: Day; label: string; chosen: boolean; onPlan?: () => void }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="calday"
      data-day={day}
      tabIndex={chosen ? 0 : -1}
      aria-label={onPlan ? t('desk.calendar.plan', { day: label }) : label}
      aria-disabled={onPlan ? undefined : true}
      onClick={onPlan}
    >
      {Number(day.slice(8))}
    </button>
  );
}

function DayShows({ shows, zone, view }: { shows: readonly Show[]; zone: string; view: View }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const seen = all || view === 'week' || shows.length <= MOST_IN_A_DAY ? shows : shows.slice(0, MOST_IN_A_DAY - 1);
  if (shows.length === 0) return null;
  return (
    <ul>
      {seen.map((show) => (
        <Entry key={show.id} show={show} zone={zone} whole={view === 'week'} />
      ))}
      {seen.length < shows.length && (
        <li>
          <button type="button" className="calmore" onClick={() => setAll(true)}>
            {t('desk.calendar.more', { count: shows.length - seen.length })}
          </button>
        </li>
      )}
    </ul>
  );
}

/** One show with its time here, and its time there where that is another. */
function Entry({ show, zone, whole = false }: { show: Show; zone: string; whole?: boolean }) {
  const { t } = useTranslation();
  const { name } = useDesk();
  const time = timeOf(show) ?? '';
  const clock = (timeZone: string) =>
    new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(time));
  const here = clock(zone);
  const theirs = knownZone(show.timeZone);
  const there = theirs && clock(theirs) !== here ? { time: clock(theirs), zone: theirs } : null;
  return (
    <li>
      <Link
        to="/manage/$channel/shows"
        params={{ channel: name }}
        search={{ dialog: show.id }}
        className="calshow"
        data-phase={show.phase}
      >
        <time dateTime={time}>{here}</time> <b>{show.title}</b>
        {there && (
          <small className={whole ? undefined : 'sr-only'}>
            {t('desk.calendar.there', { ...there, zone: there.zone.replaceAll('_', ' ') })}
          </small>
        )}
        {whole && <small>{t(`manage.phase.${show.phase}`)}</small>}
      </Link>
    </li>
  );
}
