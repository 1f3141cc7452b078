import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { CalendarPlus } from 'lucide-react';
import { type CSSProperties, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showsOf } from '../api/pages-core';
import type { PhaseGroup } from '../api/queries';
import { useSession } from '../app/use-session';
import { useTitle } from '../app/use-title';
import { followersQuery } from '../audience/audience-queries';
import { FollowButton } from '../audience/FollowButton';
import { Shelf } from '../home/Shelf';
import { hueOf } from '../parts/hue-core';
import { ShareButton } from '../share/ShareButton';
import { sharedChannel } from '../share/share-core';
import { channelQuery, shelfQuery } from './channel-queries';
import './channel.css';

const CalendarSheet = lazy(async () => ({ default: (await import('./CalendarSheet')).CalendarSheet }));
const route = getRouteApi('/@{$handle}');
const REFRESH_MS = 30_000;

/** A creator's home as anybody sees it: what is on, what comes, what was. */
export function ChannelPage() {
  const { t } = useTranslation();
  const { handle } = route.useParams();
  const channel = useQuery(channelQuery(handle)).data;
  const runs = useSession()?.channels.some(({ id }) => id === channel?.id);
  const live = useShelf(handle, 'live', REFRESH_MS);
  const upcoming = useShelf(handle, 'upcoming', REFRESH_MS);
  const past = useShelf(handle, 'past');
  const [calendar, setCalendar] = useState(false);
  useTitle(channel?.name);
  if (!channel) return null;
  const empty = live.shows.length + upcoming.shows.length + past.shows.length === 0;
  return (
    <div className="home channelpage">
      <header className="channelhead">
        <span className="channelmark" style={{ '--hue': hueOf(channel.id) } as CSSProperties} aria-hidden="true">
          {[...channel.name.trim()][0]?.toUpperCase()}
        </span>
        <div className="grow">
          <h1 className="title">{channel.name}</h1>
          <p className="muted">@{channel.handle}</p>
          {runs && <Followers channelId={channel.id} />}
        </div>
        <div className="row wrap actions">
          <FollowButton channel={channel} primary />
          <button type="button" className="btn soft" onClick={() => setCalendar(true)}>
            <CalendarPlus size={17} aria-hidden="true" />
            {t('channel.calendar')}
          </button>
          <ShareButton shared={sharedChannel(channel, location.origin)} />
        </div>
      </header>
      {channel.description && (
        <p className="prose" lang={channel.language ?? undefined}>
          {channel.description}
        </p>
      )}
      {calendar && (
        <Suspense>
          <CalendarSheet handle={channel.handle} open onClose={() => setCalendar(false)} />
        </Suspense>
      )}
      {empty ? (
        <div className="emptystage">
          <h2 className="title">{t('channel.emptyTitle')}</h2>
          <p>{t('channel.empty', { name: channel.name })}</p>
        </div>
      ) : (
        <>
          {live.shows.length > 0 ? (
            <Shelf title={t('home.live')} {...live} big first />
          ) : (
            <p className="muted">{t('home.quiet')}</p>
          )}
          <Shelf title={t('home.upcoming')} {...upcoming} first={live.shows.length === 0} />
          <Shelf title={t('home.past')} {...past} />
        </>
      )}
    </div>
  );
}

/** How many follow; told to the team alone. */
function Followers({ channelId }: { channelId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(followersQuery(channelId));
  return data ? <p className="muted small">{t('following.followers', { count: data.count })}</p> : null;
}

function useShelf(handle: string, phase: PhaseGroup, refetchInterval: number | false = false) {
  const query = useInfiniteQuery({ ...shelfQuery(handle, phase), refetchInterval });
  return { shows: showsOf(query.data?.pages), query };
}
