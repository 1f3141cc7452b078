import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isStale, ProveSheet, useFresh } from '../account/Fresh';
import { ApiProblem, answer, api } from '../api/client';
import { CopyField } from '../parts/CopyField';
import { TextField } from '../parts/Field';
import { Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';

/** Makes an account for somebody; afterwards the link that its person gets. */
export function NewAccount({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [admin, setAdmin] = useState(false);
  const fresh = useFresh();
  const make = useMutation({
    mutationFn: (form: FormData) =>
      answer(
        api.POST('/admin/accounts', {
          body: {
            email: String(form.get('email')).trim(),
            name: String(form.get('name')).trim(),
            role: admin ? 'admin' : 'member',
          },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['admin', 'accounts'] }),
    onError: (error, form) => fresh.after(() => make.mutate(form))(error),
  });
  const fields = make.error instanceof ApiProblem ? make.error.fields : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    make.mutate(new FormData(event.currentTarget));
  };
  if (make.data) return <LinkSheet name={make.data.account.name} link={make.data.link} onClose={onClose} />;
  return (
    <Sheet title={t('admin.people.add')} open onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextField
          label={t('admin.people.email')}
          name="email"
          type="email"
          required
          maxLength={254}
          autoComplete="off"
          error={fields.email}
        />
        <TextField
          label={t('admin.people.name')}
          name="name"
          required
          maxLength={80}
          autoComplete="off"
          error={fields.name}
        />
        <label className="check">
          <input type="checkbox" className="switch" checked={admin} onChange={(e) => setAdmin(e.target.checked)} />
          <span>
            <b>{t('admin.people.makeAdmin')}</b>
            <small className="muted">{t('admin.people.makeAdminHint')}</small>
          </span>
        </label>
        {make.error && !isStale(make.error) && Object.keys(fields).length === 0 && (
          <p className="problem" role="alert">
            {sayProblem(make.error, t)}
          </p>
        )}
        <div className="row end">
          <button type="button" className="btn soft" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className="btn primary" disabled={make.isPending}>
            {make.isPending ? t('loading') : t('admin.people.create')}
          </button>
        </div>
      </form>
      {fresh.waiting && <ProveSheet onClose={fresh.done} then={fresh.waiting} />}
    </Sheet>
  );
}

/** A link that is told once. */
export function LinkSheet({ name, link, onClose }: { name: string; link: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Sheet title={t('admin.people.link', { name })} open onClose={onClose}>
      <p>{t('admin.people.linkText')}</p>
      <CopyField label={t('admin.people.link', { name })} value={link} deed={t('admin.people.copyLink')} />
      <div className="row end">
        <button type="button" className="btn primary" onClick={onClose}>
          {t('admin.people.done')}
        </button>
      </div>
    </Sheet>
  );
}
