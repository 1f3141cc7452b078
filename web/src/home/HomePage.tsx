import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { showsOf } from '../api/pages-core';
import { homeQuery, type PhaseGroup } from '../api/queries';
import { useSession } from '../app/use-session';
import { useTitle } from '../app/use-title';
import { Shelf } from './Shelf';

const REFRESH_MS = 30_000;

export function HomePage() {
  const { t } = useTranslation();
  useTitle(undefined);
  const live = useShelf('live', REFRESH_MS);
  const upcoming = useShelf('upcoming', REFRESH_MS);
  const past = useShelf('past');
  const empty = live.shows.length + upcoming.shows.length + past.shows.length === 0;
  return (
    <div className="home">
      <h1 className={empty ? 'sr-only' : 'hometitle'}>{t('home.title')}</h1>
      {empty ? (
        <EmptyHome />
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

function useShelf(phase: PhaseGroup, refetchInterval: number | false = false) {
  const query = useInfiniteQuery({ ...homeQuery(phase), refetchInterval });
  return { shows: showsOf(query.data?.pages), query };
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
