import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client';
import { PasswordField } from '../parts/Field';
import { Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { hereOf } from './next-core';
import { identitiesQuery, ownAccountQuery, providersQuery } from './self-queries';
import { UserName } from './UserName';

export const isStale = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'sign-in-again';

/** What is refused until one has shown once more that it is oneself is done again after that. */
export function useFresh() {
  const [waiting, setWaiting] = useState<() => void>();
  return {
    waiting,
    done: () => setWaiting(undefined),
    after: (again: () => void) => (error: unknown) => {
      if (isStale(error)) setWaiting(() => again);
    },
  };
}

/** Asks for the password once more; who has none goes to the site that vouches for them, and comes back. */
export function ProveSheet({ onClose, then }: { onClose: () => void; then: () => void }) {
  const { t } = useTranslation();
  const account = useQuery(ownAccountQuery).data;
  return (
    <Sheet title={t('self.prove')} open onClose={onClose}>
      {account?.hasPassword === false ? (
        <ProveElsewhere onClose={onClose} />
      ) : (
        <ProveByPassword email={account?.email ?? ''} onClose={onClose} then={then} />
      )}
    </Sheet>
  );
}

function ProveByPassword({ email, onClose, then }: { email: string; onClose: () => void; then: () => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const prove = useMutation({
    mutationFn: () => answer(api.POST('/session/fresh', { body: { password } })),
    onSuccess: () => {
      onClose();
      then();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password) prove.mutate();
  };
  return (
    <form className="form" onSubmit={submit}>
      <p className="muted">{t('self.proveLead')}</p>
      <UserName email={email} />
      <PasswordField
        label={t('account.password')}
        value={password}
        autoComplete="current-password"
        onChange={(event) => setPassword(event.target.value)}
        error={prove.error ? sayProblem(prove.error, t) : undefined}
        required
      />
      <div className="row end">
        <button type="button" className="btn soft" onClick={onClose}>
          {t('cancel')}
        </button>
        <button type="submit" className="btn primary" disabled={prove.isPending}>
          {prove.isPending ? t('loading') : t('self.goOn')}
        </button>
      </div>
    </form>
  );
}

function ProveElsewhere({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const identities = useQuery(identitiesQuery);
  const providers = useQuery(providersQuery);
  // What is switched off leads nowhere.
  const ways = (identities.data?.items ?? []).filter(({ provider }) =>
    providers.data?.items.some(({ key }) => key === provider),
  );
  const looking = identities.isPending || providers.isPending;
  return (
    <>
      <p>{ways.length > 0 || looking ? t('self.proveElsewhere') : t('self.proveNoWay')}</p>
      {ways.map(({ id, provider, name }) => (
        <a
          key={id}
          className="btn soft"
          href={`/auth/${encodeURIComponent(provider)}/start?again=1&next=${encodeURIComponent(hereOf(location))}`}
        >
          {t('byOthers.with', { name })}
        </a>
      ))}
      <div className="row end">
        <button type="button" className="btn soft" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </>
  );
}
