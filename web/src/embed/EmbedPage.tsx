import { ExternalLink, Play } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Show } from '../api/client';
import { pageState } from '../api/page-state';
import { sayWhen } from '../app/time-core';
import { useNow } from '../app/use-now';
import { locale } from '../i18n/i18n';
import { Player, type Remote } from '../player/Player';
import { Countdown } from '../show/Countdown';
import { Curtain } from '../show/Curtain';
import { interruptionOf, sceneOf } from '../show/show-core';
import type { Command, EmbedState, EmbedWishes } from './embed-core';
import { ParentTalk } from './parent-talk';
import { codecsOf, embeddedAddresses, useEmbeddedShow, useRenewedPass } from './use-embedded-show';

const showId = location.pathname.split('/')[2] ?? '';

/** The player alone, for pages of others. */
export function EmbedPage({ wishes }: { wishes: EmbedWishes }) {
  const { t } = useTranslation();
  const show = useEmbeddedShow(showId, wishes.pass);
  useRenewedPass(showId, wishes.pass);
  const [begun, setBegun] = useState(wishes.autoplay);
  const remote = useParentTalk(show, () => setBegun(true));
  if (show === undefined) return <Curtain cover={null}>{null}</Curtain>;
  if (show === null) {
    return (
      <Curtain cover={null}>
        <p className="curtain-title">{t('embed.none')}</p>
        <p>{t('embed.noneDetail')}</p>
      </Curtain>
    );
  }
  return (
    <div className="embed">
      {locked(show) && !wishes.pass ? (
        <Locked show={show} />
      ) : (
        <Stage show={show} wishes={wishes} begun={begun} onBegin={() => setBegun(true)} onRemote={remote} />
      )}
      <a className="embed-title" href={pageOf(show.id, wishes.pass)} target="_blank" rel="noopener">
        <span>{show.title}</span>
        <ExternalLink size={15} aria-hidden="true" />
        <span className="sr-only">{t('embed.opens')}</span>
      </a>
    </div>
  );
}

/** The show's page; who came by a pass comes in there by it too. */
const pageOf = (id: string, pass: string | undefined): string => (pass ? `/enter/${id}#pass=${pass}` : `/s/${id}`);

const locked = (show: Show): boolean =>
  show.entry === 'password-needed' && !['ended', 'cancelled'].includes(sceneOf(show));

/** No password is typed into a page of another site: the show's own page asks for it. */
function Locked({ show }: { show: Show }) {
  const { t } = useTranslation();
  return (
    <Curtain cover={show.coverUrl}>
      <p className="curtain-title">{t('door.prompt')}</p>
      <a className="btn glass" href={`/s/${show.id}`} target="_blank" rel="noopener">
        {t('embed.unlock')}
      </a>
    </Curtain>
  );
}

interface StageProps {
  show: Show;
  wishes: EmbedWishes;
  begun: boolean;
  onBegin: () => void;
  onRemote: (remote: Remote) => () => void;
}

function Stage({ show, wishes, begun, onBegin, onRemote }: StageProps) {
  const { t } = useTranslation();
  const now = useNow(5_000);
  const interruption = interruptionOf(show, now);
  switch (sceneOf(show)) {
    case 'live':
    case 'interrupted':
      return begun ? (
        <Player
          title={show.title}
          addresses={() => embeddedAddresses(show, wishes.pass)}
          codecs={() => codecsOf(show.id, wishes.pass)}
          poster={show.coverUrl}
          interruption={interruption && t(interruption)}
          quiet={wishes.muted}
          onRemote={onRemote}
        />
      ) : (
        <Curtain cover={show.coverUrl}>
          <button type="button" className="btn primary embed-play" onClick={onBegin}>
            <Play size={22} aria-hidden="true" />
            {t('embed.watch')}
          </button>
        </Curtain>
      );
    case 'soon':
    case 'waiting':
      return <Countdown show={show} />;
    case 'planned':
      return (
        <Curtain cover={show.coverUrl}>
          <p className="curtain-title">{t('show.planned')}</p>
        </Curtain>
      );
    case 'ended':
      return (
        <Curtain cover={show.coverUrl}>
          <p className="curtain-title">{t('show.ended')}</p>
          {show.startedAt && <p>{sayWhen(show.startedAt, now, locale())}</p>}
        </Curtain>
      );
    case 'cancelled':
      return (
        <Curtain cover={show.coverUrl}>
          <p className="curtain-title">{t('show.cancelled')}</p>
        </Curtain>
      );
  }
}

/** Lets the page around steer the player and hear of it. */
function useParentTalk(show: Show | null | undefined, begin: () => void): (remote: Remote) => () => void {
  const player = useRef<Remote | undefined>(undefined);
  const talk = useRef<ParentTalk | undefined>(undefined);
  const phase = show?.phase ?? 'none';
  const latest = useRef({ phase, begin });
  const tell = useCallback((anew = false) => {
    const state: EmbedState = {
      footlight: 'state',
      show: showId,
      phase: latest.current.phase,
      playing: player.current?.playing() ?? false,
      muted: player.current?.muted() ?? false,
    };
    talk.current?.tell(state, anew);
  }, []);

  useEffect(() => {
    latest.current = { phase, begin };
    tell();
  });

  useEffect(() => {
    const stopping = new AbortController();
    const act = (command: Command) => {
      const { current } = player;
      if (command === 'play') {
        if (current) current.play();
        else latest.current.begin();
      } else if (command === 'pause') current?.pause();
      else if (command === 'mute') current?.mute(true);
      else if (command === 'unmute') current?.mute(false);
      else tell(true);
    };
    talk.current = new ParentTalk(pageState?.embedOrigins ?? null, act, stopping.signal);
    tell();
    return () => {
      stopping.abort();
      talk.current = undefined;
    };
  }, [tell]);

  return useCallback(
    (remote) => {
      player.current = remote;
      const stop = remote.watch(() => tell());
      tell();
      return () => {
        stop();
        player.current = undefined;
        tell();
      };
    },
    [tell],
  );
}
