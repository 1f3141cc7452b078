import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Show } from '../api/client';
import { homeQuery } from '../api/queries';
import { useSession } from '../app/use-session';
import { useTitle } from '../app/use-title';
import { ShowCard } from './ShowCard';

const REFRESH_MS = 30_000;

export function HomePage() {
  const { t } = useTranslation();
  useTitle(undefined);
  const live = useQuery({ ...homeQuery('live'), refetchInterval: REFRESH_MS }).data?.items ?? [];
  const upcoming = useQuery({ ...homeQuery('upcoming'), refetchInterval: REFRESH_MS }).data?.items ?? [];
  const past = useQuery(homeQuery('past')).data?.items ?? [];
  const empty = live.length + upcoming.length + past.length === 0;
  return (
    <div className="home">
      <h1 className={empty ? 'sr-only' : 'hometitle'}>{t('home.title')}</h1>
      {empty ? (
        <EmptyHome />
      ) : (
        <>
          {live.length > 0 ? (
            <Shelf title={t('home.live')} shows={live} big />
          ) : (
            <p className="muted">{t('home.quiet')}</p>
          )}
          <Shelf title={t('home.upcoming')} shows={upcoming} />
          <Shelf title={t('home.past')} shows={past} />
        </>
      )}
    </div>
  );
}

function Shelf({ title, shows, big = false }: { title: string; shows: Show[]; big?: boolean }) {
  if (shows.length === 0) return null;
  return (
    <section className="shelf" aria-label={title}>
      <h2>{title}</h2>
      <ul data-big={big || undefined}>
        {shows.map((show) => (
          <li key={show.id}>
            <ShowCard show={show} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function EmptyHome() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <div className="emptystage">
      <h2 className="title">{t('home.emptyTitle')}</h2>
      <p>
        {session?.account ? t('home.emptyOwner') : session?.setupNeeded ? t('home.emptySetup') : t('home.emptyVisitor')}
      </p>
      {session?.account && (
        <Link to="/manage" search={{ dialog: 'new' }} className="btn primary">
          {t('home.plan')}
        </Link>
      )}
    </div>
  );
}
