import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isStale, ProveSheet, useFresh } from '../account/Fresh';
import { ApiProblem, answer, api } from '../api/client';
import { CopyField } from '../parts/CopyField';
import { PasswordField, TextField } from '../parts/Field';
import { Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { providersQuery } from './admin-queries';
import { formOf, howTo, keyFor, type Place } from './providers-core';

interface ProviderSheetProps {
  /** Absent: another OpenID provider. */
  place: Place | undefined;
  taken: readonly string[];
  callback: (key: string) => string;
  onClose: () => void;
  onSaved: (key: string) => void;
}

/** Id and secret of this server at one provider. */
export function ProviderSheet({ place, taken, callback, onClose, onSaved }: ProviderSheetProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [issuer, setIssuer] = useState(place?.issuer ?? '');
  const kind = place?.kind ?? 'openid';
  const key = place?.key ?? keyFor(name, taken);
  const registration = place?.registration;
  // A secret that is kept goes to nobody but who had it.
  const keeps = registration && !registration.secretLost && issuer.trim() === (place?.issuer ?? '');
  const fresh = useFresh();
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const said = (field: string) => String(form.get(field) ?? '');
      return answer(
        api.PUT('/admin/providers', {
          body: formOf(
            { key, kind },
            {
              name: place?.key === 'google' ? 'Google' : said('name'),
              issuer: place?.key === 'google' ? String(place.issuer) : issuer,
              clientId: said('clientId'),
              clientSecret: said('clientSecret'),
            },
          ),
        }),
      );
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: providersQuery.queryKey });
      onSaved(key);
    },
    onError: (error, form) => fresh.after(() => save.mutate(form))(error),
  });
  const fields = save.error instanceof ApiProblem ? save.error.fields : {};
  const how = howTo({ key, kind });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  return (
    <Sheet title={t('admin.others.sheet', { name: place?.name ?? t('admin.others.anyOpenId') })} open onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <p className="muted">{t(`admin.others.how.${how.words}`)}</p>
        {how.console && (
          <p>
            <a href={how.console} target="_blank" rel="noreferrer">
              {new URL(how.console).host}
            </a>
          </p>
        )}
        {how.words === 'openid' && (
          <>
            <TextField
              label={t('admin.others.name')}
              hint={t('admin.others.nameHint')}
              name="name"
              defaultValue={place?.name}
              onChange={(event) => setName(event.target.value)}
              maxLength={40}
              required
              autoComplete="off"
              error={fields.name}
            />
            <TextField
              label={t('admin.others.issuer')}
              hint={t('admin.others.issuerHint')}
              name="issuer"
              type="url"
              value={issuer}
              onChange={(event) => setIssuer(event.target.value)}
              maxLength={300}
              required
              autoComplete="off"
              spellCheck={false}
              error={fields.issuer}
            />
          </>
        )}
        <CopyField
          label={t('admin.others.callback')}
          value={callback(key)}
          deed={t('admin.others.copyCallback', { name: place?.name ?? name })}
        />
        <TextField
          label={t('admin.others.clientId')}
          name="clientId"
          defaultValue={registration?.clientId}
          maxLength={300}
          required
          autoComplete="off"
          spellCheck={false}
          error={fields.clientId}
        />
        <PasswordField
          label={t('admin.others.clientSecret')}
          hint={t(keeps ? 'admin.others.keepSecret' : 'admin.others.secretHint')}
          name="clientSecret"
          maxLength={500}
          required={!keeps}
          autoComplete="new-password"
          spellCheck={false}
          error={fields.clientSecret}
        />
        <p className="muted small">{t('admin.others.trust')}</p>
        {save.error && !isStale(save.error) && Object.keys(fields).length === 0 && (
          <p className="problem" role="alert">
            {sayProblem(save.error, t)}
          </p>
        )}
        {fields.key && (
          <p className="problem" role="alert">
            {fields.key}
          </p>
        )}
        <div className="row end">
          <button type="button" className="btn soft" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className="btn primary" disabled={save.isPending}>
            {save.isPending ? t('loading') : t(registration ? 'admin.others.save' : 'admin.others.switchOn')}
          </button>
        </div>
      </form>
      {fresh.waiting && <ProveSheet onClose={fresh.done} then={fresh.waiting} />}
    </Sheet>
  );
}
