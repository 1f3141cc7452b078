import { Check, Copy } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from './copy-text';

interface CopyFieldProps {
  label: string;
  value: string;
  /** What the copy button does, in words. */
  deed: string;
  /** A secret that is not shown: dots stand for it, and only copying gives it away. */
  hidden?: boolean;
  children?: ReactNode;
}

/** A value to be taken elsewhere, with its copy button. */
export function CopyField({ label, value, deed, hidden = false, children }: CopyFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="copyfield">
        <input
          id={id}
          readOnly
          value={hidden ? '••••••••••••••••••••' : value}
          data-hidden={hidden || undefined}
          spellCheck={false}
          onFocus={(event) => !hidden && event.target.select()}
        />
        {children}
        <CopyButton value={value} deed={deed} />
      </span>
    </div>
  );
}

export function CopyButton({ value, deed }: { value: string; deed: string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<'rest' | 'copied' | 'copyFailed'>('rest');
  const copied = state === 'copied';
  const copy = async () => {
    setState((await copyText(value)) ? 'copied' : 'copyFailed');
    setTimeout(() => setState('rest'), 2000);
  };
  return (
    <button type="button" className="btn soft" aria-label={deed} onClick={() => void copy()}>
      {copied ? <Check size={17} aria-hidden="true" /> : <Copy size={17} aria-hidden="true" />}
      <span className="hide-s" aria-hidden="true">
        {t(state === 'rest' ? 'copy' : state)}
      </span>
      <span className="sr-only" role="status">
        {state === 'rest' ? '' : t(state)}
      </span>
    </button>
  );
}
