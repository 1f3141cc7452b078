import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { KEYS } from './hotkeys-core';

interface KeysSheetProps {
  id: string;
  lettersOn: boolean;
  onLetters: (on: boolean) => void;
  onClose: () => void;
}

/** The player's keys, and the switch for the single letters. Lives inside the player, so that full screen shows it too. */
export function KeysSheet({ id, lettersOn, onLetters, onClose }: KeysSheetProps) {
  const { t } = useTranslation();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div
      id={id}
      className="sheet"
      role="dialog"
      aria-label={t('player.keys')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <div className="sheet-head">
        <b>{t('player.keys')}</b>
        <button ref={first} type="button" className="cog" aria-label={t('close')} onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      <dl className="keys">
        {KEYS.map(({ keys, deed }) => (
          <div key={deed}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key === 'Space' ? t('player.space') : key}</kbd>
              ))}
            </dt>
            <dd>{t(`player.deeds.${deed}`)}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          className="switch"
          checked={lettersOn}
          onChange={(event) => onLetters(event.target.checked)}
        />
        {t('player.lettersOn')}
      </label>
    </div>
  );
}
