import { QueryClientProvider } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router';
import { nextOf } from '../account/next-core';
import { ApiProblem } from '../api/client';
import { homeQuery, queryClient, sessionQuery, showQuery } from '../api/queries';
import { ErrorPage, NotFoundPage, PendingPage } from './pages';
import { Shell } from './Shell';

const root = createRootRoute({
  component: Shell,
  loader: () => void queryClient.prefetchQuery(sessionQuery),
});

async function signedIn({ location }: { location: { href: string } }) {
  const session = await queryClient.ensureQueryData(sessionQuery);
  if (!session.account) throw redirect({ to: '/sign-in', search: { next: location.href }, replace: true });
}

function noneIs404(error: unknown): never {
  if (error instanceof ApiProblem && error.status === 404) throw notFound();
  throw error;
}

/** The show, or the page that says there is none. */
async function ensureShow(showId: string) {
  await queryClient.ensureQueryData(showQuery(showId)).catch(noneIs404);
}

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  loader: () =>
    Promise.all((['live', 'upcoming', 'past'] as const).map((p) => queryClient.ensureInfiniteQueryData(homeQuery(p)))),
  component: lazyRouteComponent(() => import('../home/HomePage'), 'HomePage'),
});

const show = createRoute({
  getParentRoute: () => root,
  path: '/s/$show',
  loader: ({ params }) => ensureShow(params.show),
  component: lazyRouteComponent(() => import('../show/ShowPage'), 'ShowPage'),
});

const channel = createRoute({
  getParentRoute: () => root,
  path: '/@{$handle}',
  loader: async ({ params }) => {
    const { ensureChannel } = await import('../channel/channel-queries');
    await ensureChannel(params.handle).catch(noneIs404);
  },
  component: lazyRouteComponent(() => import('../channel/ChannelPage'), 'ChannelPage'),
});

const enter = createRoute({
  getParentRoute: () => root,
  path: '/enter/$show',
  component: lazyRouteComponent(() => import('../door/EnterPage'), 'EnterPage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ next, problem }: Record<string, unknown>): { next?: string; problem?: string } => ({
    ...(typeof next === 'string' ? { next: nextOf(next) } : {}),
    ...(typeof problem === 'string' ? { problem } : {}),
  }),
  beforeLoad: async ({ search }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session.account) throw redirect({ href: nextOf(search.next), replace: true });
  },
  component: lazyRouteComponent(() => import('../account/SignInPage'), 'SignInPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: ({ token }: Record<string, unknown>): { token?: string } =>
    token === undefined ? {} : { token: String(token) },
  component: lazyRouteComponent(() => import('../account/SetupPage'), 'SetupPage'),
});

export interface ManageSearch {
  /** The dialog that is open: a new show, or the id of the one being edited. */
  dialog?: string;
}

const manage = createRoute({
  getParentRoute: () => root,
  path: '/manage',
  validateSearch: ({ dialog }: Record<string, unknown>): ManageSearch => (typeof dialog === 'string' ? { dialog } : {}),
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../manage/ManagePage'), 'ManagePage'),
});

const studio = createRoute({
  getParentRoute: () => root,
  path: '/studio/$show',
  beforeLoad: signedIn,
  loader: ({ params }) => ensureShow(params.show),
  component: lazyRouteComponent(() => import('../studio/StudioPage'), 'StudioPage'),
});

/** To everybody else there is no such page. */
async function runsServer({ location }: { location: { href: string } }) {
  await signedIn({ location });
  const session = await queryClient.ensureQueryData(sessionQuery);
  if (session.account?.role !== 'admin') throw notFound();
}

const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  beforeLoad: runsServer,
  component: lazyRouteComponent(() => import('../admin/AdminShell'), 'AdminShell'),
});

const adminPages = [
  createRoute({
    getParentRoute: () => admin,
    path: '/',
    component: lazyRouteComponent(() => import('../admin/OverviewPage'), 'OverviewPage'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/accounts',
    component: lazyRouteComponent(() => import('../admin/AccountsPage'), 'AccountsPage'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/channels',
    component: lazyRouteComponent(() => import('../admin/ChannelsPage'), 'ChannelsPage'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/streams',
    component: lazyRouteComponent(() => import('../admin/StreamsPage'), 'StreamsPage'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/log',
    component: lazyRouteComponent(() => import('../admin/LogPage'), 'LogPage'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/settings',
    component: lazyRouteComponent(() => import('../admin/SettingsPage'), 'SettingsPage'),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    show,
    enter,
    channel,
    signIn,
    setup,
    manage,
    studio,
    admin.addChildren(adminPages),
  ]),
  // Plain text, not JSON: a token of digits only must stay what it is.
  parseSearch: parseSearchWith((text) => text),
  stringifySearch: stringifySearchWith(String),
  defaultPreload: 'intent',
  defaultNotFoundComponent: NotFoundPage,
  defaultErrorComponent: ErrorPage,
  defaultPendingComponent: PendingPage,
  defaultPendingMs: 400,
  scrollRestoration: true,
  // The bar needs queries too, so the provider goes around everything.
  Wrap: ({ children }) => <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
