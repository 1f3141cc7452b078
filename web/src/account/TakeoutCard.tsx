import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client';
import { sayProblem } from '../parts/say-problem';
import { isStale, ProveSheet, useFresh } from './Fresh';
import { refreshActivity } from './self-queries';

/** Fetched rather than linked to: a refusal is said here, and not saved as a file. */
async function takeout(): Promise<void> {
  const response = await fetch('/api/v1/account/export', { credentials: 'same-origin' });
  if (!response.ok) throw new ApiProblem(await response.json().catch(() => ({})), response.status);
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '');
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = named?.[1] ?? 'account.zip';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Everything that is known here of oneself, as a file. */
export function TakeoutCard() {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const fresh = useFresh();
  const take = useMutation({
    mutationFn: takeout,
    onMutate: () => setSaid(''),
    onSuccess: () => {
      setSaid(t('self.takeoutDone'));
      void refreshActivity();
    },
    onError: (error) => fresh.after(() => take.mutate())(error),
  });
  return (
    <section className="card selfcard" aria-labelledby="takeout-title">
      <h2 id="takeout-title">{t('self.takeout')}</h2>
      <p className="muted">{t('self.takeoutLead')}</p>
      {take.error && !isStale(take.error) && (
        <p className="problem" role="alert">
          {sayProblem(take.error, t)}
        </p>
      )}
      <div className="row wrap">
        <button type="button" className="btn soft" disabled={take.isPending} onClick={() => take.mutate()}>
          {take.isPending ? t('loading') : t('self.takeoutDo')}
        </button>
        <span role="status" className="good">
          {said}
        </span>
      </div>
      {fresh.waiting && <ProveSheet onClose={fresh.done} then={fresh.waiting} />}
    </section>
  );
}
