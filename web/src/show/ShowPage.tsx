import { getRouteApi, Link } from '@tanstack/react-router';
import { CalendarPlus, Clapperboard, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Show } from '../api/client';
import { codecsOf, publicAddresses } from '../api/queries';
import { NotFoundPage } from '../app/pages';
import { minutesBetween, sayAgo, sayWhen } from '../app/time-core';
import { useNow } from '../app/use-now';
import { useTitle } from '../app/use-title';
import { FollowButton } from '../audience/FollowButton';
import { RemindButton } from '../audience/RemindButton';
import { PasswordPrompt } from '../door/PasswordPrompt';
import { doorAddresses, useRenewal } from '../door/passes';
import { locale } from '../i18n/i18n';
import { Player } from '../player/Player';
import { ShareButton } from '../share/ShareButton';
import { sharedShow } from '../share/share-core';
import { Countdown } from './Countdown';
import { Curtain } from './Curtain';
import { interruptionOf, remindable, sceneOf } from './show-core';
import { useLiveShow } from './use-live-show';

const route = getRouteApi('/s/$show');

export function ShowPage() {
  const { t } = useTranslation();
  const { show: showId } = route.useParams();
  const { show, deleted, linkUp } = useLiveShow(showId);
  useTitle(show?.title);
  if (deleted) return <NotFoundPage />;
  if (!show) return null;
  const live = ['live', 'interrupted'].includes(sceneOf(show));
  return (
    <div className="showpage">
      <div className="screen">
        <Screen show={show} />
      </div>
      <div className="info">
        <ShowHead show={show} />
        {live && !linkUp && <p className="muted small">{t('show.offline')}</p>}
        {show.description && (
          <section className="about" aria-label={t('show.about')}>
            <p className="prose">{show.description}</p>
          </section>
        )}
      </div>
    </div>
  );
}

/** The stage: one place for before, during and after. */
function Screen({ show }: { show: Show }) {
  const { t } = useTranslation();
  const now = useNow(5_000);
  const scene = sceneOf(show);
  useRenewal(show.id, show.guarded && (scene === 'live' || scene === 'interrupted'));
  const over = scene === 'ended' || scene === 'cancelled';
  const interruption = interruptionOf(show, now);
  if (show.entry === 'password-needed' && !over) return <PasswordPrompt show={show} />;
  switch (scene) {
    case 'live':
    case 'interrupted':
      return (
        <Player
          title={show.title}
          addresses={() => (show.guarded ? doorAddresses(show.id) : publicAddresses(show.streamId))}
          codecs={() => codecsOf(show.id)}
          poster={show.coverUrl}
          interruption={interruption && t(interruption)}
        />
      );
    case 'soon':
    case 'waiting':
      return <Countdown show={show} />;
    case 'planned':
      return (
        <Curtain cover={show.coverUrl}>
          <p className="curtain-title">{t('show.planned')}</p>
          <p>{t('show.plannedDetail')}</p>
        </Curtain>
      );
    case 'ended':
      return (
        <Curtain cover={show.coverUrl}>
          <p className="curtain-title">{t('show.ended')}</p>
          <p>
            {show.startedAt && show.endedAt
              ? t('show.endedAt', {
                  when: sayWhen(show.startedAt, now, locale()),
                  count: minutesBetween(show.startedAt, show.endedAt),
                })
              : t('show.endedPlain')}
          </p>
          <Link to="/" className="btn glass">
            {t('show.more')}
          </Link>
        </Curtain>
      );
    case 'cancelled':
      return (
        <Curtain cover={show.coverUrl}>
          <p className="curtain-title">{t('show.cancelled')}</p>
          {show.startsAt && <p>{t('show.wasPlanned', { when: sayWhen(show.startsAt, now, locale()) })}</p>}
          {show.cancelledReason && <p className="reason">{show.cancelledReason}</p>}
          <Link to="/" className="btn glass">
            {t('show.more')}
          </Link>
        </Curtain>
      );
  }
}

function ShowHead({ show }: { show: Show }) {
  const { t } = useTranslation();
  // As often as the screen: both say at the same time that the picture is away.
  const now = useNow(5_000);
  const scene = sceneOf(show);
  const live = scene === 'live' || scene === 'interrupted';
  const interruption = interruptionOf(show, now);
  return (
    <div className="headline">
      <div className="grow">
        <h1 className="title">{show.title}</h1>
        <div className="meta">
          {scene === 'live' && (
            <span className="pill">
              <i aria-hidden="true" />
              {t('live')}
            </span>
          )}
          {interruption && <span className="tagpill">{t(interruption)}</span>}
          {live && (
            <span>
              <Users size={15} aria-hidden="true" />
              {t('show.watching', { count: show.viewers })}
            </span>
          )}
          {live && show.startedAt && (
            <span className="hide-s">{t('show.started', { ago: sayAgo(show.startedAt, now, locale()) })}</span>
          )}
          {(scene === 'soon' || scene === 'waiting') && show.startsAt && (
            <time dateTime={show.startsAt}>{t('show.startsAt', { when: sayWhen(show.startsAt, now, locale()) })}</time>
          )}
          <Link to="/@{$handle}" params={{ handle: show.channel.handle }} className="byline">
            {t('show.by', { name: show.channel.name })}
          </Link>
        </div>
      </div>
      <div className="row wrap actions">
        {show.own && (
          <Link to="/studio/$show" params={{ show: show.id }} className="btn soft" aria-label={t('show.studio')}>
            <Clapperboard size={17} aria-hidden="true" />
            <span className="hide-s">{t('show.studio')}</span>
          </Link>
        )}
        {remindable(show, now) ? <RemindButton show={show} /> : <FollowButton channel={show.channel} />}
        {(scene === 'soon' || (scene === 'waiting' && show.startsAt)) && <AddToCalendar show={show} />}
        <ShareButton shared={sharedShow(show, location.origin)} />
      </div>
    </div>
  );
}

function AddToCalendar({ show }: { show: Show }) {
  const { t } = useTranslation();
  return (
    <a className="btn soft" href={`/s/${show.id}.ics`} aria-label={t('show.calendar')}>
      <CalendarPlus size={17} aria-hidden="true" />
      <span className="hide-s">{t('show.calendar')}</span>
    </a>
  );
}
