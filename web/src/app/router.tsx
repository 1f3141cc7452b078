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
import { nextOf, nextWith } from '../account/next-core';
import { ApiProblem } from '../api/client';
import { homeQuery, type PhaseGroup, queryClient, sessionQuery, showQuery } from '../api/queries';
import { kept } from './keep';
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
    if (session.account) throw redirect({ href: nextWith(search.next, search.problem), replace: true });
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

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
    typeof next === 'string' ? { next: nextOf(next) } : {},
  component: lazyRouteComponent(() => import('../account/SignUpPage'), 'SignUpPage'),
});

const ownAccount = createRoute({
  getParentRoute: () => root,
  path: '/account',
  validateSearch: ({ problem }: Record<string, unknown>): { problem?: string } =>
    typeof problem === 'string' ? { problem } : {},
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../account/AccountPage'), 'AccountPage'),
});

const following = createRoute({
  getParentRoute: () => root,
  path: '/following',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../audience/FollowingPage'), 'FollowingPage'),
});

const confirmAccount = createRoute({
  getParentRoute: () => root,
  path: '/account/confirm',
  component: lazyRouteComponent(() => import('../account/ConfirmPage'), 'ConfirmPage'),
});

const move = createRoute({
  getParentRoute: () => root,
  path: '/account/email',
  component: lazyRouteComponent(() => import('../account/MovePages'), 'MovePage'),
});

const moveBack = createRoute({
  getParentRoute: () => root,
  path: '/account/email/undo',
  component: lazyRouteComponent(() => import('../account/MovePages'), 'MoveBackPage'),
});

const forgot = createRoute({
  getParentRoute: () => root,
  path: '/account/forgot',
  component: lazyRouteComponent(() => import('../account/ForgotPage'), 'ForgotPage'),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: '/account/reset',
  component: lazyRouteComponent(() => import('../account/ResetPage'), 'ResetPage'),
});

export interface ManageSearch {
  /** The dialog that is open: a new show, or the id of the one being edited. */
  dialog?: string;
  /** The day a new show is planned on. */
  day?: string;
  /** The show that a new one is to be like. */
  like?: string;
  /** What is looked for in titles. */
  q?: string;
  phase?: PhaseGroup;
}

/** A day as an address may have it; whatever else stands there is left out. */
const dayOf = (day: unknown): { day?: string } =>
  typeof day === 'string' && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(day) ? { day } : {};

const manageSearch = ({ dialog, day, like, q, phase }: Record<string, unknown>): ManageSearch => ({
  ...(typeof dialog === 'string' ? { dialog } : {}),
  ...dayOf(day),
  ...(typeof like === 'string' ? { like } : {}),
  ...(typeof q === 'string' && q !== '' ? { q } : {}),
  ...(phase === 'live' || phase === 'upcoming' || phase === 'past' ? { phase } : {}),
});

const manage = createRoute({ getParentRoute: () => root, path: '/manage' });

/** The dashboard's entrance: on to the channel one was in last, or to the only one. */
const manageEntrance = createRoute({
  getParentRoute: () => manage,
  path: '/',
  validateSearch: manageSearch,
  beforeLoad: async ({ location, search }) => {
    await signedIn({ location });
    const { channels } = await queryClient.ensureQueryData(sessionQuery);
    const [{ firstChannel, nameOf }, { LAST_CHANNEL }] = await Promise.all([
      import('../manage/desk-core'),
      import('../manage/use-desk'),
    ]);
    const asked = search.dialog && search.dialog !== 'new' ? await channelOfShow(search.dialog) : undefined;
    const first = channels.find(({ id }) => id === asked) ?? firstChannel(channels, kept(LAST_CHANNEL));
    if (first)
      throw redirect({ to: '/manage/$channel/shows', params: { channel: nameOf(first) }, search, replace: true });
  },
  component: lazyRouteComponent(() => import('../manage/NoChannelPage'), 'NoChannelPage'),
});

const channelOfShow = (showId: string) =>
  queryClient.ensureQueryData(showQuery(showId)).then(
    ({ channel }) => channel.id,
    () => undefined,
  );

const newChannel = createRoute({
  getParentRoute: () => manage,
  path: 'new',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../manage/NewChannelPage'), 'NewChannelPage'),
});

/** Also for who is signed out: the page says where the invitation leads, and brings them back after signing in. */
const invitation = createRoute({
  getParentRoute: () => manage,
  path: 'invitation',
  component: lazyRouteComponent(() => import('../manage/InvitationPage'), 'InvitationPage'),
});

const desk = createRoute({
  getParentRoute: () => manage,
  path: '$channel',
  beforeLoad: signedIn,
  loader: async ({ params }) => {
    const [{ channelNamed }, { refreshSession }] = await Promise.all([
      import('../manage/desk-core'),
      import('../manage/use-desk'),
    ]);
    const { channels } = await queryClient.ensureQueryData(sessionQuery);
    // It may have been made, renamed or joined in another tab.
    if (!channelNamed(channels, params.channel)) await refreshSession();
  },
  component: lazyRouteComponent(() => import('../manage/ManageShell'), 'ManageShell'),
});

const deskEntrance = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/manage/$channel/shows', params, replace: true });
  },
});

const deskShows = createRoute({
  getParentRoute: () => desk,
  path: 'shows',
  validateSearch: manageSearch,
  component: lazyRouteComponent(() => import('../manage/ShowsPage'), 'ShowsPage'),
});

const deskCalendar = createRoute({
  getParentRoute: () => desk,
  path: 'calendar',
  validateSearch: ({ view, day }: Record<string, unknown>): { view?: 'month' | 'week'; day?: string } => ({
    ...(view === 'week' || view === 'month' ? { view } : {}),
    ...dayOf(day),
  }),
  component: lazyRouteComponent(() => import('../manage/CalendarPage'), 'CalendarPage'),
});

const deskTeam = createRoute({
  getParentRoute: () => desk,
  path: 'team',
  component: lazyRouteComponent(() => import('../manage/TeamPage'), 'TeamPage'),
});

const deskSettings = createRoute({
  getParentRoute: () => desk,
  path: 'settings',
  component: lazyRouteComponent(() => import('../manage/ChannelSettingsPage'), 'ChannelSettingsPage'),
});

const deskAudit = createRoute({
  getParentRoute: () => desk,
  path: 'audit',
  component: lazyRouteComponent(() => import('../audit/ChannelAuditPage'), 'ChannelAuditPage'),
});

const developers = createRoute({
  getParentRoute: () => desk,
  path: 'developers',
  component: lazyRouteComponent(() => import('../manage/DevelopersShell'), 'DevelopersShell'),
});

const developersEntrance = createRoute({
  getParentRoute: () => developers,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/manage/$channel/developers/keys', params, replace: true });
  },
});

const keys = createRoute({
  getParentRoute: () => developers,
  path: 'keys',
  component: lazyRouteComponent(() => import('../manage/KeysPage'), 'KeysPage'),
});

const webhooks = createRoute({
  getParentRoute: () => developers,
  path: 'webhooks',
  component: lazyRouteComponent(() => import('../manage/WebhooksPage'), 'WebhooksPage'),
});

const deskTree = desk.addChildren([
  deskEntrance,
  deskShows,
  deskCalendar,
  deskTeam,
  deskAudit,
  deskSettings,
  developers.addChildren([developersEntrance, keys, webhooks]),
]);
const manageTree = manage.addChildren([manageEntrance, newChannel, invitation, deskTree]);

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
    path: '/providers',
    component: lazyRouteComponent(() => import('../admin/ProvidersPage'), 'ProvidersPage'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/mail',
    component: lazyRouteComponent(() => import('../admin/MailPage'), 'MailPage'),
  }),
  createRoute({
    getParentRoute: () => admin,
    path: '/audit',
    component: lazyRouteComponent(() => import('../audit/ServerAuditPage'), 'ServerAuditPage'),
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
    signUp,
    confirmAccount,
    move,
    moveBack,
    forgot,
    reset,
    ownAccount,
    following,
    setup,
    manageTree,
    studio,
    admin.addChildren(adminPages),
  ]),
  // Plain text, not JSON: a token of digits only must stay what it is.
  parseSearch: parseSearchWith((text) => text),
  stringifySearch: stringifySearchWith(String),
  // A channel is named by @ and its handle.
  pathParamsAllowedCharacters: ['@'],
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
