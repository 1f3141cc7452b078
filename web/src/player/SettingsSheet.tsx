import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { tenths } from './arrival-core';
import { PlayerSheet } from './PlayerSheet';
import type { PlayerState } from './player-session';
import type { Wish } from './ways-core';

interface SettingsSheetProps {
  id: string;
  state: PlayerState;
  onWish: (wish: Wish) => void;
  onQuality: (quality: number | undefined) => void;
  onClose: () => void;
}

/** Whether there is anything to set: a choice of one is none. */
export const hasSettings = ({ wishes, qualities }: PlayerState) => wishes.length > 1 || qualities.length > 1;

/** How far behind, and how fine a picture. Native radio buttons: arrows choose, and screen readers know them. */
export function SettingsSheet({ id, state, onWish, onQuality, onClose }: SettingsSheetProps) {
  const { t } = useTranslation();
  const { wishes, wish, qualities, quality, delayMs } = state;
  return (
    <PlayerSheet id={id} title={t('player.settings')} onClose={onClose}>
      {wishes.length > 1 && (
        <Choices
          legend={t('player.delay')}
          options={wishes.map((one) => ({
            value: one,
            label: t(`player.wishes.${one}`),
            hint: t(`player.wishHints.${one}`),
          }))}
          chosen={wish}
          onChoose={onWish}
        />
      )}
      {qualities.length > 1 && (
        <Choices
          legend={t('player.quality')}
          options={[
            { value: undefined, label: t('player.qualityAuto') },
            ...[...qualities]
              .sort((a, b) => b.height - a.height)
              .map(({ id, height }) => ({ value: id, label: `${height}p` })),
          ]}
          chosen={quality}
          onChoose={onQuality}
        />
      )}
      {delayMs !== undefined && (
        <p className="measured">{t('player.measured', { seconds: tenths(delayMs).toFixed(1) })}</p>
      )}
    </PlayerSheet>
  );
}

interface ChoicesProps<T> {
  legend: string;
  options: { value: T; label: string; hint?: string }[];
  chosen: T;
  onChoose: (value: T) => void;
}

function Choices<T extends string | number | undefined>({ legend, options, chosen, onChoose }: ChoicesProps<T>) {
  const name = useId();
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {options.map(({ value, label, hint }) => (
        <label key={String(value)}>
          <input type="radio" name={name} checked={value === chosen} onChange={() => onChoose(value)} />
          <span className="grow">{label}</span>
          {hint && <small>{hint}</small>}
        </label>
      ))}
    </fieldset>
  );
}
