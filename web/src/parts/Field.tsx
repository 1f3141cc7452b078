import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, type ReactNode, type TextareaHTMLAttributes, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Dressing {
  label: string;
  hint?: string | undefined;
  /** What may be meant so, but rarely is: said instead of the hint, and stops nobody. */
  caution?: string | undefined;
  error?: string | undefined;
}

/** A label, its control, and below it the error or else the hint, all tied together for screen readers. */
export function Field({
  label,
  hint,
  caution,
  error,
  optional,
  children,
}: Dressing & {
  optional?: boolean;
  children: (tied: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
}) {
  const { t } = useTranslation();
  const id = useId();
  const said = error ?? caution ?? hint;
  const tone = error ? 'problem' : caution ? 'caution' : 'muted';
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {optional && <span className="muted">{t('optional')}</span>}
      </label>
      {children({
        id,
        ...(said ? { 'aria-describedby': `${id}-said` } : {}),
        ...(error ? { 'aria-invalid': true as const } : {}),
      })}
      {said && (
        <small id={`${id}-said`} className={tone} role={error ? 'alert' : caution ? 'status' : undefined}>
          {said}
        </small>
      )}
    </div>
  );
}

export function TextField({ label, hint, caution, error, ...input }: Dressing & ComponentProps<'input'>) {
  return (
    <Field label={label} hint={hint} caution={caution} error={error}>
      {(tied) => <input {...input} {...tied} />}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  optional,
  ...area
}: Dressing & { optional?: boolean } & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Field label={label} hint={hint} error={error} {...(optional ? { optional } : {})}>
      {(tied) => <textarea {...area} {...tied} />}
    </Field>
  );
}

export function PasswordField({ label, hint, error, ...input }: Dressing & ComponentProps<'input'>) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(tied) => (
        <span className="withbutton">
          <input {...input} {...tied} type={shown ? 'text' : 'password'} />
          <button
            type="button"
            className="btn ghost icon"
            aria-label={t('account.showPassword')}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOff size={18} aria-hidden="true" /> : <Eye size={18} aria-hidden="true" />}
          </button>
        </span>
      )}
    </Field>
  );
}
