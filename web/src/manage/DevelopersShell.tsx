import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDesk } from './use-desk';

/** What programs need: keys to ask with, and webhooks to be told by. */
export function DevelopersShell() {
  const { t } = useTranslation();
  const { name, may } = useDesk();
  return (
    <div className="dash">
      <div className="dash-head">
        <h1 className="title">{t('desk.developers.title')}</h1>
      </div>
      <nav className="subtabs" aria-label={t('desk.developers.nav')}>
        {may('develop') && (
          <Link
            to="/manage/$channel/developers/keys"
            params={{ channel: name }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {t('desk.developers.keys')}
          </Link>
        )}
        {may('hook') && (
          <Link
            to="/manage/$channel/developers/webhooks"
            params={{ channel: name }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {t('desk.developers.webhooks')}
          </Link>
        )}
      </nav>
      <Outlet />
    </div>
  );
}
