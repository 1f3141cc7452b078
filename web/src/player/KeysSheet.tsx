import { useTranslation } from 'react-i18next';
import { KEYS } from './hotkeys-core';
import { PlayerSheet } from './PlayerSheet';

interface KeysSheetProps {
  id: string;
  lettersOn: boolean;
  onLetters: (on: boolean) => void;
  onClose: () => void;
}

/** The player's keys, and the switch for the single letters. */
export function KeysSheet({ id, lettersOn, onLetters, onClose }: KeysSheetProps) {
  const { t } = useTranslation();
  return (
    <PlayerSheet id={id} title={t('player.keys')} onClose={onClose}>
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
    </PlayerSheet>
  );
}
