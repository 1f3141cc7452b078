import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client';
import { Field, TextArea, TextField } from '../parts/Field';
import { Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import type { KeyMade, Scope } from './desk-queries';
import { EXPIRIES, type Expiry, expiryAt, originsIn, SCOPES } from './key-core';

interface KeyFormProps {
  channelId: string;
  onClose: () => void;
  onMade: (key: KeyMade) => void;
}

/** Makes a key: what it is for, what it may do, how long, and from which pages. */
export function KeyForm({ channelId, onClose, onMade }: KeyFormProps) {
  const { t } = useTranslation();
  const said = useId();
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<ReadonlySet<Scope>>(new Set(['shows:write', 'live']));
  const [expiry, setExpiry] = useState<Expiry>('365');
  const [origins, setOrigins] = useState('');
  const [fault, setFault] = useState<'name' | 'scopes'>();
  const make = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/channels/{channelId}/keys', {
          params: { path: { channelId } },
          body: {
            name: name.trim(),
            scopes: SCOPES.filter((scope) => scopes.has(scope)),
            origins: originsIn(origins),
            expiresAt: expiryAt(expiry, Date.now()),
          },
        }),
      ),
    onSuccess: onMade,
  });
  const fields = make.error instanceof ApiProblem ? make.error.fields : {};
  const originFault = Object.entries(fields).find(([field]) => field.startsWith('origins'))?.[1];
  const toggle = (scope: Scope) => {
    const next = new Set(scopes);
    if (!next.delete(scope)) next.add(scope);
    setScopes(next);
    setFault(undefined);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = name.trim() === '' ? 'name' : scopes.size === 0 ? 'scopes' : undefined;
    setFault(wrong);
    if (!wrong) return make.mutate();
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid], .scopelist input')?.focus());
  };
  return (
    <Sheet title={t('desk.keys.new')} open onClose={onClose} wide>
      <form className="form" ref={form} onSubmit={submit} noValidate>
        <TextField
          label={t('desk.keys.name')}
          hint={t('desk.keys.nameHint')}
          error={fault === 'name' ? t('desk.keys.nameMissing') : fields.name}
          value={name}
          maxLength={80}
          required
          autoFocus
          onChange={(event) => {
            setName(event.target.value);
            setFault(undefined);
          }}
        />
        <fieldset className="scopelist" aria-describedby={fault === 'scopes' ? said : undefined}>
          <legend>{t('desk.keys.scopes')}</legend>
          {SCOPES.map((scope) => (
            <label key={scope}>
              <input type="checkbox" checked={scopes.has(scope)} onChange={() => toggle(scope)} />
              <span>
                {t(`desk.keys.scope.${scope}`)} <code>{scope}</code>
              </span>
            </label>
          ))}
          {fault === 'scopes' && (
            <small id={said} className="problem" role="alert">
              {t('desk.keys.scopesMissing')}
            </small>
          )}
        </fieldset>
        <Field label={t('desk.keys.expires')}>
          {(tied) => (
            <select {...tied} value={expiry} onChange={(event) => setExpiry(event.target.value as Expiry)}>
              {EXPIRIES.map((one) => (
                <option key={one} value={one}>
                  {t(`desk.keys.expiry.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TextArea
          label={t('desk.keys.origins')}
          optional
          hint={t('desk.keys.originsHint')}
          error={originFault}
          rows={2}
          value={origins}
          onChange={(event) => setOrigins(event.target.value)}
        />
        {make.error && !originFault && !fields.name && (
          <p className="problem" role="alert">
            {sayProblem(make.error, t)}
          </p>
        )}
        <div className="row end">
          <Button className="btn soft" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" className="btn primary" isDisabled={make.isPending}>
            {make.isPending ? t('loading') : t('desk.keys.make')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
