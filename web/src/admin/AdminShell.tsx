import './words';
import './admin.css';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ByOthersFault } from '../account/ByOthers';

const PAGES = [
  ['/admin', 'overview'],
  ['/admin/accounts', 'accounts'],
  ['/admin/channels', 'channels'],
  ['/admin/streams', 'streams'],
  ['/admin/providers', 'providers'],
  ['/admin/mail', 'mail'],
  ['/admin/audit', 'audit'],
  ['/admin/log', 'log'],
  ['/admin/settings', 'settings'],
] as const;

/** What the admins' pages stand in: their list beside them, or above them on a phone. */
export function AdminShell() {
  const { t } = useTranslation();
  const nav = useRef<HTMLElement>(null);
  const { pathname, search } = useLocation();
  const { problem } = search as { problem?: unknown };
  // On a phone the list is longer than the screen is wide.
  useEffect(() => {
    const current = nav.current?.querySelector(`[href="${pathname}"]`);
    current?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [pathname]);
  return (
    <div className="admin">
      <nav ref={nav} className="admin-nav" aria-label={t('admin.nav')}>
        {PAGES.map(([to, name]) => (
          <Link
            key={to}
            to={to}
            className="btn ghost"
            activeOptions={{ exact: to === '/admin' }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {t(`admin.${name}`)}
          </Link>
        ))}
      </nav>
      <div className="admin-page">
        {/* One of them was to show that it is them, and the other site did not say so. */}
        <ByOthersFault problem={typeof problem === 'string' ? problem : undefined} />
        <Outlet />
      </div>
    </div>
  );
}
