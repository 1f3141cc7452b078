import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { CalendarDays, ChevronsUpDown, Clapperboard, CodeXml, History, Plus, Settings, UsersRound } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keep } from '../app/keep';
import { NotFoundPage } from '../app/pages';
import { useSession } from '../app/use-session';
import { Sheet } from '../parts/Sheet';
import { ChannelMark } from './ChannelMark';
import { channelNamed, type MyChannel, nameOf, type Section, sectionsOf } from './desk-core';
import { DeskContext, LAST_CHANNEL, useChannelParam } from './use-desk';
import './manage.css';
import './words';

const ICONS = {
  shows: Clapperboard,
  calendar: CalendarDays,
  team: UsersRound,
  developers: CodeXml,
  audit: History,
  settings: Settings,
} as const satisfies Record<Section, unknown>;

/** A channel's dashboard: which channel it is, the rooms that one may see, and the room that is open. */
export function ManageShell() {
  const name = useChannelParam();
  const session = useSession();
  const channel = channelNamed(session?.channels ?? [], name);
  useEffect(() => {
    if (channel) keep(LAST_CHANNEL, channel.id);
  }, [channel]);
  if (!channel) return <NotFoundPage />;
  return (
    <DeskContext value={channel}>
      <div className="desk">
        <aside className="desk-side">
          <Switcher channel={channel} channels={session?.channels ?? []} />
          <Rooms channel={channel} />
        </aside>
        <div className="desk-room">
          <Room channel={channel} />
        </div>
      </div>
    </DeskContext>
  );
}

function Rooms({ channel }: { channel: MyChannel }) {
  const { t } = useTranslation();
  const nav = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  // On a phone the tabs scroll: the open one has to be in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it moves with the path
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  return (
    <nav className="desk-nav" aria-label={t('desk.nav')} ref={nav}>
      {sectionsOf(channel).map((section) => {
        const Icon = ICONS[section];
        return (
          <Link
            key={section}
            to={`/manage/$channel/${section}`}
            params={{ channel: nameOf(channel) }}
            activeProps={{ 'aria-current': 'page' }}
          >
            <Icon size={18} aria-hidden="true" />
            {t(`desk.section.${section}`)}
          </Link>
        );
      })}
    </nav>
  );
}

/** The room that the address names, if it is one of those that one may see. */
function Room({ channel }: { channel: MyChannel }) {
  const { t } = useTranslation();
  const section = useLocation({ select: ({ pathname }) => pathname.split('/')[3] });
  const rooms: string[] = sectionsOf(channel);
  if (section && section in ICONS && !rooms.includes(section)) {
    return (
      <div className="dash">
        <div className="card emptycard">
          <h1 className="title">{t('desk.notAllowed')}</h1>
          <p className="muted">{t('desk.notAllowedText', { role: t(`desk.roles.${channel.role}`) })}</p>
        </div>
      </div>
    );
  }
  return <Outlet />;
}

function Switcher({ channel, channels }: { channel: MyChannel; channels: readonly MyChannel[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <button
        type="button"
        className="desk-switch"
        aria-haspopup="dialog"
        aria-label={t('desk.switch', { name: channel.name })}
        onClick={() => setOpen(true)}
      >
        <ChannelMark channel={channel} />
        <span className="grow">
          <b>{channel.name}</b>
          <small>{t(`desk.roles.${channel.role}`)}</small>
        </span>
        <ChevronsUpDown size={16} aria-hidden="true" />
      </button>
      <Sheet title={t('desk.switchTitle')} open={open} onClose={close}>
        <ul className="desk-channels">
          {channels.map((one) => (
            <li key={one.id}>
              <Link
                to="/manage/$channel"
                params={{ channel: nameOf(one) }}
                onClick={close}
                aria-current={one.id === channel.id ? 'true' : undefined}
              >
                <ChannelMark channel={one} />
                <span className="grow">
                  <b>{one.name}</b>
                  <small className="muted">
                    @{one.handle} · {t(`desk.roles.${one.role}`)}
                  </small>
                </span>
              </Link>
            </li>
          ))}
        </ul>
        <Link to="/manage/new" className="btn soft" onClick={close}>
          <Plus size={18} aria-hidden="true" />
          {t('desk.makeChannel')}
        </Link>
      </Sheet>
    </>
  );
}
