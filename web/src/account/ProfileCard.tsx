import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client';
import { locale } from '../i18n/i18n';
import { Field, TextField } from '../parts/Field';
import { LANGUAGES } from '../parts/languages-core';
import { sayProblem } from '../parts/say-problem';
import { AvatarField } from './AvatarField';
import { keepOwn, type OwnAccount } from './self-queries';

const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** What one is called and looks like, and how letters speak to one. */
export function ProfileCard({ account }: { account: OwnAccount }) {
  const { t } = useTranslation();
  const [name, setName] = useState(account.name);
  const [language, setLanguage] = useState(account.language);
  const [timeZone, setTimeZone] = useState(account.timeZone ?? browserZone());
  const [missing, setMissing] = useState(false);
  const [saved, setSaved] = useState(false);
  const names = new Intl.DisplayNames(locale(), { type: 'language' });
  const languages = [...new Set([...LANGUAGES, ...(account.language ? [account.language] : [])])];
  const zones = [...new Set([timeZone, browserZone(), 'UTC', ...(Intl.supportedValuesOf?.('timeZone') ?? [])])].sort();
  const save = useMutation({
    mutationFn: () => answer(api.PATCH('/account', { body: { name: name.trim(), language, timeZone } })),
    onSuccess: async (now) => {
      setName(now.name);
      setSaved(true);
      await keepOwn(now);
    },
  });
  const same = name.trim() === account.name && language === account.language && timeZone === account.timeZone;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() !== '') save.mutate();
  };
  const fields = save.error instanceof ApiProblem ? save.error.fields : {};
  return (
    <section className="card selfcard" aria-labelledby="profile-title">
      <h2 id="profile-title">{t('self.profile')}</h2>
      <AvatarField account={account} />
      <form
        className="form"
        onSubmit={submit}
        onInput={() => {
          setMissing(false);
          setSaved(false);
          if (save.error) save.reset();
        }}
        noValidate
      >
        <TextField
          label={t('self.name')}
          autoComplete="name"
          required
          maxLength={80}
          value={name}
          error={missing ? t('self.nameMissing') : fields.name && t('self.nameRefused')}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="twoup">
          <Field
            label={t('self.zone')}
            hint={account.timeZone ? t('self.zoneHint') : t('self.zoneGuess')}
            error={fields.timeZone}
          >
            {(tied) => (
              <select {...tied} value={timeZone} onChange={(event) => setTimeZone(event.target.value)}>
                {zones.map((zone) => (
                  <option key={zone} value={zone}>
                    {zone.replaceAll('_', ' ')}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('self.language')} hint={t('self.languageHint')} error={fields.language}>
            {(tied) => (
              <select {...tied} value={language ?? ''} onChange={(event) => setLanguage(event.target.value || null)}>
                <option value="">{t('self.languageBrowser')}</option>
                {languages.map((one) => (
                  <option key={one} value={one}>
                    {names.of(one)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        {save.error && Object.keys(fields).length === 0 && (
          <p className="problem" role="alert">
            {sayProblem(save.error, t)}
          </p>
        )}
        <div className="row">
          <button type="submit" className="btn primary" disabled={save.isPending || same}>
            {save.isPending ? t('loading') : t('save')}
          </button>
          <span role="status" className="good">
            {saved && same ? t('self.saved') : ''}
          </span>
        </div>
      </form>
    </section>
  );
}
