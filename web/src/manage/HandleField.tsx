import { useTranslation } from 'react-i18next';
import { Field } from '../parts/Field';
import { handleTyped } from './desk-core';
import type { HandleState } from './use-handle-check';

export const channelAddress = (handle: string) => `${location.host}/@${handle}`;

interface HandleFieldProps {
  value: string;
  state: HandleState;
  /** What the server said about it, or what was left out. */
  error?: string | undefined;
  hint: string;
  onChange: (handle: string) => void;
  onLeave?: () => void;
}

/** A channel's name in addresses, with word of whether it can be had. */
export function HandleField({ value, state, error, hint, onChange, onLeave }: HandleFieldProps) {
  const { t } = useTranslation();
  const fault = error ?? (state === 'taken' ? t('desk.newChannel.taken') : undefined);
  const said =
    state === 'checking'
      ? t('desk.newChannel.checking')
      : state === 'form'
        ? t('desk.newChannel.form')
        : state === 'free'
          ? t('desk.newChannel.free', { address: channelAddress(value) })
          : hint;
  return (
    <Field label={t('desk.newChannel.handle')} hint={said} error={fault}>
      {(tied) => (
        <span className="prefixed">
          <span aria-hidden="true">@</span>
          <input
            {...tied}
            value={value}
            maxLength={31}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange(handleTyped(event.target.value))}
            onBlur={onLeave}
          />
        </span>
      )}
    </Field>
  );
}
