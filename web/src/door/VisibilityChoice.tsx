import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { VISIBILITIES, type Visibility } from './visibility-core';

interface VisibilityChoiceProps {
  legend: string;
  value: Visibility | undefined;
  disabled?: boolean;
  onChange: (visibility: Visibility) => void;
}

/** Who may watch, each with the sentence that says who sees what then. */
export function VisibilityChoice({ legend, value, disabled = false, onChange }: VisibilityChoiceProps) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className="doorpart" disabled={disabled}>
      <legend>{legend}</legend>
      {VISIBILITIES.map((one) => (
        <label key={one} className="check">
          <input type="radio" name={name} value={one} checked={value === one} onChange={() => onChange(one)} />
          <span>
            <b>{t(`door.kinds.${one}`)}</b>
            <small className="muted">{t(`door.kindHints.${one}`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
