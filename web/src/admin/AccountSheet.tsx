import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isStale, ProveSheet, useFresh } from '../account/Fresh';
import { answer, api } from '../api/client';
import { sessionQuery } from '../api/queries';
import { Confirm, Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { type AdminAccount, accountQuery } from './admin-queries';
import { LinkSheet } from './NewAccount';
import { InPlace } from './parts';

type Asked = 'promote' | 'demote' | 'shutOut';

const CHANGES = { promote: { role: 'admin' }, demote: { role: 'member' }, shutOut: { disabled: true } } as const;

/** One person: what they have here, and what may be done about them. */
export function AccountSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery(accountQuery(id));
  const [asked, setAsked] = useState<Asked>();
  const path = { adminAccountId: id };
  const fresh = useFresh();
  const change = useMutation({
    mutationFn: (body: { role?: 'admin' | 'member'; disabled?: boolean }) =>
      answer(api.PATCH('/admin/accounts/{adminAccountId}', { params: { path }, body })),
    onSuccess: async () => {
      setAsked(undefined);
      // One may be it oneself.
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await client.invalidateQueries({ queryKey: ['admin'] });
    },
    onError: (error, body) => fresh.after(() => change.mutate(body))(error),
  });
  const reset = useMutation({
    mutationFn: () => answer(api.POST('/admin/accounts/{adminAccountId}/reset', { params: { path } })),
    onError: (error) => fresh.after(() => reset.mutate())(error),
  });
  const prove = fresh.waiting && <ProveSheet onClose={fresh.done} then={fresh.waiting} />;
  const account = query.data?.account;
  const name = account?.name ?? '';
  if (reset.data) return <LinkSheet name={name} link={reset.data.link} onClose={onClose} />;
  const failed = [change.error, reset.error].find((error) => error && !isStale(error));
  if (asked && account)
    return (
      <>
        <Confirm
          open
          title={t(`admin.people.${asked}Title`, { name })}
          text={t(`admin.people.${asked}Text`)}
          deed={t(`admin.people.${asked}`)}
          danger={asked === 'shutOut'}
          busy={change.isPending}
          problem={change.error && !isStale(change.error) ? sayProblem(change.error, t) : undefined}
          onClose={() => {
            change.reset();
            setAsked(undefined);
          }}
          onConfirm={() => change.mutate(CHANGES[asked])}
        />
        {prove}
      </>
    );
  return (
    <Sheet title={name || t('admin.accounts')} open onClose={onClose}>
      <InPlace query={query} empty={false} title="" text="" />
      {query.data && account && (
        <>
          <p className="muted">{account.email}</p>
          <p>{sessions(query.data.sessions, t)}</p>
          <section aria-label={t('admin.people.theirChannels')}>
            <h3 className="small">{t('admin.people.theirChannels')}</h3>
            {query.data.channels.length === 0 ? (
              <p className="muted">{t('admin.people.noChannels')}</p>
            ) : (
              <ul className="admin-plain">
                {query.data.channels.map((channel) => (
                  <li key={channel.id}>
                    <a href={`/@${channel.handle}`}>{channel.name}</a>{' '}
                    <span className="muted small">{t(`admin.people.role.${channel.role}`)}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
          {failed && (
            <p className="problem" role="alert">
              {sayProblem(failed, t)}
            </p>
          )}
          <Deeds
            account={account}
            busy={change.isPending || reset.isPending}
            onAsk={setAsked}
            onChange={change.mutate}
            onReset={() => reset.mutate()}
          />
        </>
      )}
      <div className="row end">
        <button type="button" className="btn soft" onClick={onClose}>
          {t('close')}
        </button>
      </div>
      {prove}
    </Sheet>
  );
}

const sessions = (count: number, t: ReturnType<typeof useTranslation>['t']) =>
  count === 0 ? t('admin.people.sessions_zero') : t('admin.people.sessions', { count });

interface DeedsProps {
  account: AdminAccount;
  busy: boolean;
  onAsk: (asked: Asked) => void;
  onChange: (change: { disabled: false }) => void;
  onReset: () => void;
}

function Deeds({ account, busy, onAsk, onChange, onReset }: DeedsProps) {
  const { t } = useTranslation();
  return (
    <div className="row wrap">
      <button type="button" className="btn soft" disabled={busy} onClick={onReset}>
        {t('admin.people.reset')}
      </button>
      {account.role === 'admin' ? (
        <button type="button" className="btn soft" disabled={busy} onClick={() => onAsk('demote')}>
          {t('admin.people.demote')}
        </button>
      ) : (
        <button type="button" className="btn soft" disabled={busy} onClick={() => onAsk('promote')}>
          {t('admin.people.promote')}
        </button>
      )}
      {account.disabled ? (
        <button type="button" className="btn soft" disabled={busy} onClick={() => onChange({ disabled: false })}>
          {t('admin.people.letIn')}
        </button>
      ) : (
        <button type="button" className="btn danger" disabled={busy} onClick={() => onAsk('shutOut')}>
          {t('admin.people.shutOut')}
        </button>
      )}
    </div>
  );
}
