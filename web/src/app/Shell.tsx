import { useMutation } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { CircleUser, Heart, LogOut, Moon, ServerCog, Sun } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, carryToken } from '../api/client';
import { forget, queryClient, sessionQuery } from '../api/queries';
import { pageLink } from '../link/page-link';
import { Face } from '../parts/Face';
import { useTheme } from './theme';
import { roomOf } from './theme-core';
import { useSession } from './use-session';

/** What every page stands in: skip link, bar, and a main that takes the focus when the page changes. */
export function Shell() {
  const { t } = useTranslation();
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? state.location.pathname });
  const session = useSession();
  const room = roomOf(path);
  const [theme, toggle] = useTheme(room);
  const main = useRef<HTMLElement>(null);
  const cameFrom = useRef(path);

  useEffect(() => {
    if (cameFrom.current === path) return;
    cameFrom.current = path;
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [path]);

  const site = session?.siteName ?? 'Footlight';
  return (
    <div className="page" data-room={room}>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="top">
        <Link to="/" className="brand" aria-label={t('top.home', { site })}>
          <Mark />
          <span>{site}</span>
        </Link>
        <span className="grow" />
        <nav className="row" aria-label={t('top.nav')}>
          <button
            type="button"
            className="btn ghost icon"
            aria-label={theme === 'dark' ? t('top.toLight') : t('top.toDark')}
            onClick={toggle}
          >
            {theme === 'dark' ? <Sun size={19} aria-hidden="true" /> : <Moon size={19} aria-hidden="true" />}
          </button>
          {session?.account ? (
            <>
              <Link to="/manage" className="btn ghost" activeProps={{ 'aria-current': 'page' }}>
                {t('top.manage')}
              </Link>
              {session.account.role === 'admin' && (
                <Link
                  to="/admin"
                  className="btn ghost icon"
                  aria-label={t('top.admin')}
                  activeProps={{ 'aria-current': 'page' }}
                >
                  <ServerCog size={19} aria-hidden="true" />
                </Link>
              )}
              <Link
                to="/following"
                className="btn ghost icon hide-s"
                aria-label={t('following.link')}
                activeProps={{ 'aria-current': 'page' }}
              >
                <Heart size={19} aria-hidden="true" />
              </Link>
              <Link
                to="/account"
                className="btn ghost icon"
                aria-label={t('top.account')}
                activeProps={{ 'aria-current': 'page' }}
              >
                {session.account.avatarThumbnailUrl ? (
                  <Face id={session.account.id} name={session.account.name} url={session.account.avatarThumbnailUrl} />
                ) : (
                  <CircleUser size={19} aria-hidden="true" />
                )}
              </Link>
              <SignOut />
            </>
          ) : (
            session && (
              <Link to="/sign-in" className="btn ghost">
                {t('top.signIn')}
              </Link>
            )
          )}
        </nav>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

function SignOut() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: () => answer(api.DELETE('/session')),
    onSuccess: async () => {
      carryToken(null);
      await navigate({ to: '/' });
      await queryClient.refetchQueries({ queryKey: sessionQuery.queryKey });
      forget();
      pageLink.renew();
    },
  });
  return (
    <button
      type="button"
      className="btn ghost icon-s"
      disabled={signOut.isPending}
      aria-label={t('top.signOut')}
      onClick={() => signOut.mutate()}
    >
      <span className="hide-s">{t('top.signOut')}</span>
      <LogOut className="only-s" size={18} aria-hidden="true" />
    </button>
  );
}

export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M10 25V8h13v4H14.6v3.4H21v3.9h-6.4V25z" />
    </svg>
  );
}
