import { ImagePlus, X } from 'lucide-react';
import { type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { coverFault } from './show-form-core';

/** A new picture, or none where there was one; undefined leaves the cover as it is. */
export type CoverChoice = File | 'none';

interface CoverFieldProps {
  current: string | null;
  /** Why the server did not take the choice. */
  error?: string | undefined;
  choice: CoverChoice | undefined;
  onChoice: (choice: CoverChoice | undefined) => void;
}

/** Chooses a cover by button or by dropping a file, and shows it as it will be cut. */
export function CoverField({ current, choice, error, onChoice }: CoverFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [refused, setFault] = useState<string>();
  const fault = refused ?? error;
  const [over, setOver] = useState(false);
  const preview = usePreview(choice, current);

  const take = (file: File | undefined) => {
    if (!file) return;
    const wrong = coverFault(file);
    setFault(wrong && t(`form.${wrong}`));
    if (!wrong) onChoice(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };

  return (
    <div className="field">
      <label htmlFor={id}>
        {t('form.cover')} <span className="muted">{t('optional')}</span>
      </label>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the input inside is the first */}
      <div
        className="coverfield"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {preview ? <img src={preview} alt="" /> : <ImagePlus size={26} aria-hidden="true" />}
        <div className="coverfield-words">
          <input
            ref={input}
            id={id}
            className="sr-only"
            type="file"
            accept="image/jpeg,image/png,image/gif"
            aria-describedby={`${id}-said`}
            onChange={(event) => take(event.target.files?.[0])}
          />
          <button
            type="button"
            className="btn soft"
            onClick={() => input.current?.click()}
            tabIndex={-1}
            aria-hidden="true"
          >
            {preview ? t('form.coverChange') : t('form.coverChoose')}
          </button>
          {preview && (
            <button
              type="button"
              className="btn ghost icon"
              aria-label={t('form.coverRemove')}
              onClick={() => {
                if (input.current) input.current.value = '';
                onChoice(current ? 'none' : undefined);
              }}
            >
              <X size={18} aria-hidden="true" />
            </button>
          )}
          <small id={`${id}-said`} className={fault ? 'problem' : 'muted'} role={fault ? 'alert' : undefined}>
            {fault ?? t('form.coverHint')}
          </small>
        </div>
      </div>
    </div>
  );
}

function usePreview(choice: CoverChoice | undefined, current: string | null): string | null {
  const [made, setMade] = useState<string | null>(null);
  useEffect(() => {
    if (!(choice instanceof File)) {
      setMade(null);
      return;
    }
    const url = URL.createObjectURL(choice);
    setMade(url);
    return () => URL.revokeObjectURL(url);
  }, [choice]);
  return choice === 'none' ? null : (made ?? current);
}
