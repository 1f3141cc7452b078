import { Keyboard, RotateCcw, Volume2 } from 'lucide-react';
import {
  MediaControlBar,
  MediaController,
  MediaFullscreenButton,
  MediaLoadingIndicator,
  MediaMuteButton,
  MediaPipButton,
  MediaPlayButton,
  MediaVolumeRange,
} from 'media-chrome/react';
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, kept } from '../app/keep';
import { localNow, pageLink } from '../link/page-link';
import { codecName } from './capability-core';
import { tenths } from './delay-core';
import { type Deed, deedOf, VOLUME_STEP } from './hotkeys-core';
import { KeysSheet } from './KeysSheet';
import { PlayerSession, type PlayerState } from './player-session';

export interface PlayerProps {
  title: string;
  /** Where the stream comes from; asked at every connection. */
  url: () => string | Promise<string>;
  poster: string | null;
  /** Said over the picture while the encoder is away; undefined while all is well. */
  interruption?: string | undefined;
  /** The studio's preview stays silent by itself: nobody wants to hear their own room. */
  quiet?: boolean;
}

const loadFlv = async () => (await import('./flv-engine')).openFlv;
const connecting: PlayerState = {
  phase: 'connecting',
  needsTap: false,
  soundWaits: false,
  away: false,
  delayMs: undefined,
  cannot: undefined,
};

export function Player({ title, url, poster, interruption, quiet = false }: PlayerProps) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const wrap = useRef<HTMLDivElement>(null);
  const keysButton = useRef<HTMLButtonElement>(null);
  const [session, setSession] = useState<PlayerSession>();
  const [keysOpen, setKeysOpen] = useState(false);
  const [lettersOn, setLettersOn] = useState(() => kept('player.letters') !== 'off');
  const keysId = useId();
  const latestUrl = useRef(url);
  useEffect(() => {
    latestUrl.current = url;
  });

  useEffect(() => {
    if (!video.current) return;
    const wantSound = !quiet && kept('player.sound') !== 'off';
    video.current.muted = !wantSound || !navigator.userActivation?.hasBeenActive;
    const next = new PlayerSession({
      video: video.current,
      url: () => latestUrl.current(),
      loadEngine: loadFlv,
      serverNow: () => pageLink.clock.serverNow(localNow()),
      wantSound,
      onBeforeRebuild: () => freeze(video.current, still.current),
    });
    setSession(next);
    const remember = () => {
      if (!quiet && !next.state.soundWaits) keep('player.sound', video.current?.muted ? 'off' : 'on');
    };
    const element = video.current;
    element.addEventListener('volumechange', remember);
    return () => {
      element.removeEventListener('volumechange', remember);
      next.close();
    };
  }, [quiet]);

  useEffect(() => session?.expectSilence(interruption !== undefined), [session, interruption]);

  const watch = useCallback((changed: () => void) => session?.watch(changed) ?? (() => {}), [session]);
  const state = useSyncExternalStore(watch, () => session?.state ?? connecting);
  const playing = state.phase === 'playing' || state.phase === 'stalled';

  const closeKeys = () => {
    setKeysOpen(false);
    keysButton.current?.focus();
  };

  const deeds: Record<Deed, () => void> = {
    play: () => session?.togglePlay(),
    mute: () => session?.toggleSound(),
    fullscreen: () => toggleFullscreen(wrap.current, video.current),
    pip: () => void togglePip(video.current),
    louder: () => turn(video.current, VOLUME_STEP),
    softer: () => turn(video.current, -VOLUME_STEP),
    help: () => setKeysOpen(true),
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    const role = target.getAttribute('role') ?? (target.tagName === 'BUTTON' ? 'button' : null);
    const slider = target.tagName === 'MEDIA-VOLUME-RANGE' ? 'slider' : role;
    const deed = deedOf({ key, ctrlKey, metaKey, altKey, role: slider, lettersOn });
    if (!deed) return;
    event.preventDefault();
    deeds[deed]();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys belong to the whole player; every deed has a control of its own
    <div className="player" ref={wrap} onKeyDown={onKeyDown} data-phase={state.phase}>
      <MediaController
        className="player-frame"
        noHotkeys
        defaultStreamType="live"
        aria-label={t('player.label', { title })}
        tabIndex={0}
      >
        <video slot="media" ref={video} playsInline {...(poster ? { poster } : {})} />
        <div
          className="player-still"
          {...NO_AUTO_HIDE}
          data-shown={!playing || interruption !== undefined || undefined}
        >
          {poster && <img src={poster} alt="" />}
          <canvas ref={still} />
        </div>
        {state.phase !== 'unplayable' && !interruption && (
          <MediaLoadingIndicator slot="centered-chrome" noAutohide aria-hidden="true" />
        )}
        <div className="player-top" {...NO_AUTO_HIDE}>
          {state.soundWaits && playing && !interruption && (
            <button type="button" className="unmute" onClick={() => session?.withSound()}>
              <Volume2 size={18} aria-hidden="true" />
              {t('player.tapForSound')}
            </button>
          )}
        </div>
        <PlayerWords state={state} interruption={interruption} onTap={() => session?.withSound()} />
        <MediaControlBar className="bar-row">
          <MediaPlayButton noTooltip />
          <MediaMuteButton noTooltip />
          <MediaVolumeRange className="hide-s" />
          {state.away && state.phase !== 'unplayable' ? (
            <button type="button" className="backtolive" onClick={() => session?.backToLive()}>
              <RotateCcw size={15} aria-hidden="true" />
              {t('player.backToLive')}
            </button>
          ) : (
            <span className="livechip" data-on={(playing && !interruption) || undefined}>
              <i aria-hidden="true" />
              {t('player.live')}
            </span>
          )}
          {state.delayMs !== undefined && playing && (
            <span className="delay" title={t('player.delayHint')}>
              {t('player.behind', { seconds: tenths(state.delayMs).toFixed(1) })}
            </span>
          )}
          <span className="grow" />
          <button
            ref={keysButton}
            type="button"
            className="cog hide-touch"
            aria-label={t('player.keys')}
            aria-expanded={keysOpen}
            aria-controls={keysId}
            onClick={() => (keysOpen ? closeKeys() : setKeysOpen(true))}
          >
            <Keyboard size={20} aria-hidden="true" />
          </button>
          {keysOpen && (
            <KeysSheet
              id={keysId}
              lettersOn={lettersOn}
              onLetters={(on) => {
                setLettersOn(on);
                keep('player.letters', on ? 'on' : 'off');
              }}
              onClose={closeKeys}
            />
          )}
          <MediaPipButton noTooltip />
          <MediaFullscreenButton noTooltip />
        </MediaControlBar>
      </MediaController>
    </div>
  );
}

/** What the player says in words over the picture, politely, when there is something to say. */
function PlayerWords({
  state,
  interruption,
  onTap,
}: {
  state: PlayerState;
  interruption: string | undefined;
  onTap: () => void;
}) {
  const { t } = useTranslation();
  if (state.needsTap) {
    return (
      <div className="player-words" {...NO_AUTO_HIDE}>
        <button type="button" className="btn primary big-tap" onClick={onTap}>
          {t('player.tapToPlay')}
        </button>
      </div>
    );
  }
  const words = wordsOf(state, interruption, t);
  return (
    <div className="player-words" role="status" {...NO_AUTO_HIDE} data-shown={words !== undefined || undefined}>
      {words && (
        <p>
          <b>{words.title}</b>
          {words.detail && <span>{words.detail}</span>}
        </p>
      )}
    </div>
  );
}

type Words = { title: string; detail?: string };

function wordsOf(
  { phase, cannot }: PlayerState,
  interruption: string | undefined,
  t: (key: string, values?: Record<string, string>) => string,
): Words | undefined {
  if (phase === 'unplayable') {
    if (typeof cannot === 'object') {
      const codec = cannot.codec ? codecName(cannot.codec) : t('player.itsFormat');
      return { title: t('player.cannotDecode'), detail: t('player.cannotDecodeDetail', { codec }) };
    }
    return { title: t('player.cannotPlay'), detail: t(`player.cannot.${cannot ?? 'no-media-source'}`) };
  }
  if (interruption) return { title: interruption, detail: t('player.keepTrying') };
  if (phase === 'reconnecting') return { title: t('player.stopped'), detail: t('player.keepTrying') };
  return undefined;
}

// media-chrome fades its children out with the controls unless they carry this attribute.
const NO_AUTO_HIDE = { noautohide: '' } as Record<string, string>;

function turn(video: HTMLVideoElement | null, by: number): void {
  if (!video) return;
  if (by > 0 && video.muted) video.muted = false;
  video.volume = Math.min(1, Math.max(0, Math.round((video.volume + by) * 10) / 10));
}

async function togglePip(video: HTMLVideoElement | null): Promise<void> {
  if (!video || !document.pictureInPictureEnabled) return;
  try {
    if (document.pictureInPictureElement) await document.exitPictureInPicture();
    else await video.requestPictureInPicture();
  } catch {
    // Refused by the browser (no metadata yet, or a policy): the picture stays where it is.
  }
}

function toggleFullscreen(wrap: HTMLElement | null, video: HTMLVideoElement | null): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else if (wrap?.requestFullscreen) void wrap.requestFullscreen().catch(() => {});
  else (video as { webkitEnterFullscreen?: () => void } | null)?.webkitEnterFullscreen?.();
}

/** Keeps the last picture on the canvas behind, so that a new connection does not flash black. */
function freeze(video: HTMLVideoElement | null, canvas: HTMLCanvasElement | null): void {
  if (!video || !canvas || video.readyState < 2 || video.videoWidth === 0) return;
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
}
