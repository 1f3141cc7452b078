import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codecName } from './capability-core';
import type { PlayerState } from './player-session';
import type { Detour } from './route-core';

// media-chrome fades its children out with the controls unless they carry this attribute.
export const NO_AUTO_HIDE = { noautohide: '' } as Record<string, string>;

interface PlayerWordsProps {
  state: PlayerState;
  interruption: string | undefined;
  onTap: () => void;
  onRetry: () => void;
}

/** What the player says in words over the picture, politely, when there is something to say. */
export function PlayerWords({ state, interruption, onTap, onRetry }: PlayerWordsProps) {
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
    <div className="player-words" {...NO_AUTO_HIDE} data-shown={words !== undefined || undefined}>
      <p role="status">
        {words && (
          <>
            <b>{words.title}</b>
            {words.detail && <span>{words.detail}</span>}
          </>
        )}
      </p>
      {state.cannot === 'media' && (
        <button type="button" className="btn glass" onClick={onRetry}>
          {t('retry')}
        </button>
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
      const codec = codecName(cannot.codec);
      return { title: t('player.cannotDecode'), detail: t('player.cannotDecodeDetail', { codec }) };
    }
    return { title: t('player.cannotPlay'), detail: t(`player.cannot.${cannot ?? 'no-media-source'}`) };
  }
  if (interruption) return { title: interruption, detail: t('player.keepTrying') };
  if (phase === 'reconnecting') return { title: t('player.stopped'), detail: t('player.keepTrying') };
  return undefined;
}

const NOTICE_MS = 12_000;

/** Tells for a while that the picture comes by another way than wished for. */
export function DetourNotice({ detour, playing }: { detour: Detour | undefined; playing: boolean }) {
  const { t } = useTranslation();
  const [told, setTold] = useState<Detour>();
  // It is worth telling once it plays; the clock starts then.
  const shown = playing && detour !== told ? detour : undefined;
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setTold(shown), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <p className="player-notice" role="status" data-shown={shown !== undefined || undefined}>
      {shown &&
        t(`player.detour.${shown.because}`, { from: t(`player.ways.${shown.from}`), to: t(`player.ways.${shown.to}`) })}
    </p>
  );
}
