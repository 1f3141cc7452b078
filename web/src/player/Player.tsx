import { Captions as CaptionsIcon, Keyboard, RotateCcw, Settings2, Volume2 } from 'lucide-react';
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
import {
  type ComponentRef,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslation } from 'react-i18next';
import { keep, kept } from '../app/keep';
import { localNow, pageLink } from '../link/page-link';
import { tenths } from './arrival-core';
import { thisBrowser } from './browser';
import { type Addresses, isThere, loadEngine } from './engines';
import { type Deed, deedOf, VOLUME_STEP } from './hotkeys-core';
import { KeysSheet } from './KeysSheet';
import { DetourNotice, NO_AUTO_HIDE, PlayerWords } from './PlayerWords';
import { initialState, PlayerSession } from './player-session';
import { hasSettings, SettingsSheet } from './SettingsSheet';
import { useCaptions } from './use-captions';
import { WISHES, type Wish } from './ways-core';

export interface PlayerProps {
  title: string;
  /** Where the stream comes from; asked at every connection. */
  addresses: () => Addresses | Promise<Addresses>;
  /** What it is made of, RFC 6381; asked once at the beginning. */
  codecs: () => Promise<readonly string[]>;
  poster: string | null;
  /** Said over the picture while the encoder is away; undefined while all is well. */
  interruption?: string | undefined;
  /** The studio's preview stays silent by itself: nobody wants to hear their own room. */
  quiet?: boolean;
  /** Is handed the player as soon as it is there; what comes back is called when it goes. */
  onRemote?: ((remote: Remote) => () => void) | undefined;
}

/** The player in the hands of somebody outside of it. */
export interface Remote {
  play: () => void;
  pause: () => void;
  mute: (on: boolean) => void;
  playing: () => boolean;
  muted: () => boolean;
  /** Calls `changed` when one of these may be another than before; returns how to stop. */
  watch: (changed: () => void) => () => void;
}

const keptWish = (): Wish => WISHES.find((wish) => wish === kept('player.delay')) ?? 'shortest';

export function Player({ title, addresses, codecs, poster, interruption, quiet = false, onRemote }: PlayerProps) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const wrap = useRef<HTMLDivElement>(null);
  const frame = useRef<ComponentRef<typeof MediaController>>(null);
  const keysButton = useRef<HTMLButtonElement>(null);
  const settingsButton = useRef<HTMLButtonElement>(null);
  const [session, setSession] = useState<PlayerSession>();
  const [sheet, setSheet] = useState<'keys' | 'settings'>();
  const [lettersOn, setLettersOn] = useState(() => kept('player.letters') !== 'off');
  const keysId = useId();
  const settingsId = useId();
  const source = useRef({ addresses, codecs });
  useEffect(() => {
    source.current = { addresses, codecs };
  });

  useEffect(() => {
    if (!video.current) return;
    const wantSound = !quiet && kept('player.sound') !== 'off';
    video.current.muted = !wantSound || !navigator.userActivation?.hasBeenActive;
    const next = new PlayerSession({
      video: video.current,
      browser: thisBrowser(),
      addresses: () => source.current.addresses(),
      codecs: () => source.current.codecs(),
      loadEngine,
      isThere,
      wish: keptWish(),
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

  // media-chrome calls itself "video player" as it enters the page, whatever it was called before.
  const label = t('player.label', { title });
  useEffect(() => frame.current?.setAttribute('aria-label', label), [label]);

  useEffect(() => {
    if (!session || !video.current) return undefined;
    return onRemote?.(remoteOf(session, video.current));
  }, [session, onRemote]);

  useEffect(() => session?.expectSilence(interruption !== undefined), [session, interruption]);

  const watch = useCallback((changed: () => void) => session?.watch(changed) ?? (() => {}), [session]);
  const state = useSyncExternalStore(watch, () => session?.state ?? initialState);
  const [captions, toggleCaptions] = useCaptions(session && video.current);
  const playing = state.phase === 'playing' || state.phase === 'stalled';
  const unplayable = state.phase === 'unplayable';

  const closeSheet = () => {
    (sheet === 'settings' ? settingsButton : keysButton).current?.focus();
    setSheet(undefined);
  };
  const toggleSheet = (which: 'keys' | 'settings') => (sheet === which ? closeSheet() : setSheet(which));

  const deeds: Record<Deed, () => void> = {
    play: () => session?.togglePlay(),
    mute: () => session?.toggleSound(),
    fullscreen: () => toggleFullscreen(wrap.current, video.current),
    pip: () => void togglePip(video.current),
    captions: toggleCaptions,
    louder: () => turn(video.current, VOLUME_STEP),
    softer: () => turn(video.current, -VOLUME_STEP),
    help: () => setSheet('keys'),
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    const target = event.target as HTMLElement;
    // A sheet's own controls keep their keys.
    if (event.defaultPrevented || target.closest('.sheet')) return;
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
        // The bar stays while something of it is open.
        autohide={sheet ? '-1' : '2'}
        defaultStreamType="live"
        ref={frame}
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
        {!unplayable && !interruption && <MediaLoadingIndicator slot="centered-chrome" noAutohide aria-hidden="true" />}
        <div className="player-top" {...NO_AUTO_HIDE}>
          {state.soundWaits && playing && !interruption && (
            <button type="button" className="unmute" onClick={() => session?.withSound()}>
              <Volume2 size={18} aria-hidden="true" />
              {t('player.tapForSound')}
            </button>
          )}
          <DetourNotice detour={state.detour} playing={playing} />
        </div>
        <PlayerWords
          state={state}
          interruption={interruption}
          onTap={() => session?.withSound()}
          onRetry={() => session?.startOver()}
        />
        <MediaControlBar className="bar-row">
          <MediaPlayButton noTooltip />
          <MediaMuteButton noTooltip />
          <MediaVolumeRange className="hide-s" />
          {state.away && !unplayable ? (
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
          {state.delayMs !== undefined && playing && !interruption && (
            <span className="delay" title={t('player.delayHint')}>
              {t('player.behind', { seconds: tenths(state.delayMs).toFixed(1) })}
            </span>
          )}
          <span className="grow" />
          {captions !== 'none' && (
            <button
              type="button"
              className="cog"
              aria-label={t('player.captions')}
              aria-pressed={captions === 'on'}
              onClick={toggleCaptions}
            >
              <CaptionsIcon size={20} aria-hidden="true" />
            </button>
          )}
          {hasSettings(state) && (
            <button
              ref={settingsButton}
              type="button"
              className="cog"
              aria-label={t('player.settings')}
              aria-expanded={sheet === 'settings'}
              aria-controls={sheet === 'settings' ? settingsId : undefined}
              onClick={() => toggleSheet('settings')}
            >
              <Settings2 size={20} aria-hidden="true" />
            </button>
          )}
          {sheet === 'settings' && (
            <SettingsSheet
              id={settingsId}
              state={state}
              onWish={(wish) => {
                keep('player.delay', wish);
                session?.wish(wish);
              }}
              onQuality={(quality) => session?.choose(quality)}
              onClose={closeSheet}
            />
          )}
          <button
            ref={keysButton}
            type="button"
            className="cog hide-touch"
            aria-label={t('player.keys')}
            aria-expanded={sheet === 'keys'}
            aria-controls={sheet === 'keys' ? keysId : undefined}
            onClick={() => toggleSheet('keys')}
          >
            <Keyboard size={20} aria-hidden="true" />
          </button>
          {sheet === 'keys' && (
            <KeysSheet
              id={keysId}
              lettersOn={lettersOn}
              onLetters={(on) => {
                setLettersOn(on);
                keep('player.letters', on ? 'on' : 'off');
              }}
              onClose={closeSheet}
            />
          )}
          <MediaPipButton noTooltip />
          <MediaFullscreenButton noTooltip />
        </MediaControlBar>
      </MediaController>
    </div>
  );
}

function remoteOf(session: PlayerSession, video: HTMLVideoElement): Remote {
  return {
    play: () => video.paused && session.togglePlay(),
    pause: () => !video.paused && session.togglePlay(),
    mute: (on) => on !== video.muted && session.toggleSound(),
    playing: () => session.state.phase === 'playing' && !video.paused,
    muted: () => video.muted,
    watch(changed) {
      const events = ['playing', 'pause', 'volumechange'];
      for (const event of events) video.addEventListener(event, changed);
      const stop = session.watch(changed);
      return () => {
        for (const event of events) video.removeEventListener(event, changed);
        stop();
      };
    },
  };
}

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
