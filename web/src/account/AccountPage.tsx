import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client';
import { queryClient } from '../api/queries';
import { PendingPage } from '../app/pages';
import { sayAgo } from '../app/time-core';
import { useTitle } from '../app/use-title';
import { locale } from '../i18n/i18n';
import { Confirm } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { Activity } from './Activity';
import { ByOthersFault } from './ByOthers';
import { FarewellCard } from './FarewellCard';
import { isStale, ProveSheet, useFresh } from './Fresh';
import { ProfileCard } from './ProfileCard';
import { identitiesQuery, ownAccountQuery, providersQuery, refreshActivity, SESSIONS } from './self-queries';
import { TakeoutCard } from './TakeoutCard';
import { WayInCard } from './WayInCard';
import './account.css';

const route = getRouteApi('/account');

/** Who one is here: where one is signed in, and by whose word one may sign in. */
export function AccountPage() {
  const { t } = useTranslation();
  const { problem } = route.useSearch();
  const account = useQuery(ownAccountQuery);
  useTitle(t('self.title'));
  if (account.error && !account.data) {
    return (
      <div className="dash">
        <h1 className="title">{t('self.title')}</h1>
        <p className="problem" role="alert">
          {sayProblem(account.error, t)}
        </p>
      </div>
    );
  }
  if (!account.data) return <PendingPage />;
  return (
    <div className="dash">
      <div className="dash-head">
        <h1 className="title">{t('self.title')}</h1>
        <Link to="/following" className="btn soft">
          {t('following.link')}
        </Link>
      </div>
      <div className="self">
        <ByOthersFault problem={problem} />
        <ProfileCard account={account.data} />
        <WayInCard account={account.data} />
        <Ways />
        <Places />
        <Activity />
        <TakeoutCard />
        <FarewellCard account={account.data} />
      </div>
    </div>
  );
}

function Ways() {
  const { t } = useTranslation();
  const fresh = useFresh();
  const identities = useQuery(identitiesQuery);
  const providers = useQuery(providersQuery);
  const link = useMutation({
    mutationFn: (provider: string) => answer(api.POST('/account/identities', { body: { provider } })),
    onSuccess: ({ url }) => location.assign(url),
    onError: (error, provider) => fresh.after(() => link.mutate(provider))(error),
  });
  const unlink = useMutation({
    mutationFn: (identityId: string) =>
      answer(api.DELETE('/account/identities/{identityId}', { params: { path: { identityId } } })),
    onSuccess: () =>
      Promise.all([queryClient.invalidateQueries({ queryKey: identitiesQuery.queryKey }), refreshActivity()]),
    onError: (error, id) => fresh.after(() => unlink.mutate(id))(error),
  });
  const problem = [identities.error, link.error, unlink.error].find((error) => error && !isStale(error));
  const linked = identities.data?.items ?? [];
  const more = (providers.data?.items ?? []).filter(({ key }) => !linked.some(({ provider }) => provider === key));
  return (
    <section className="group" aria-label={t('self.ways')}>
      <h2>{t('self.ways')}</h2>
      {problem && (
        <p className="problem" role="alert">
          {sayProblem(problem, t)}
        </p>
      )}
      {linked.length > 0 && (
        <ul className="card rows">
          {linked.map(({ id, name, label }) => (
            <li key={id} className="showrow">
              <div className="grow showrow-words">
                <b className="showrow-title">{name}</b>
                <span className="meta">{label}</span>
              </div>
              <button
                type="button"
                className="btn soft"
                disabled={unlink.isPending}
                aria-label={t('self.unlinkNamed', { name })}
                onClick={() => unlink.mutate(id)}
              >
                {t('self.unlink')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {identities.isSuccess && linked.length === 0 && <p className="muted">{t('self.noWays')}</p>}
      <div className="row">
        {more.map(({ key, name }) => (
          <button
            key={key}
            type="button"
            className="btn soft"
            disabled={link.isPending}
            onClick={() => link.mutate(key)}
          >
            {t('self.link', { name })}
          </button>
        ))}
      </div>
      {fresh.waiting && <ProveSheet onClose={fresh.done} then={fresh.waiting} />}
    </section>
  );
}

function Places() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const sessions = useQuery({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => answer(api.GET('/account/sessions', { signal })),
  });
  const refresh = () => Promise.all([queryClient.invalidateQueries({ queryKey: SESSIONS }), refreshActivity()]);
  const end = useMutation({
    mutationFn: (sessionId: string) =>
      answer(api.DELETE('/account/sessions/{sessionId}', { params: { path: { sessionId } } })),
    onSuccess: refresh,
  });
  const endOthers = useMutation({
    mutationFn: () => answer(api.DELETE('/account/sessions')),
    onSuccess: async () => {
      setAsking(false);
      await refresh();
    },
  });
  const problem = sessions.error ?? end.error;
  const items = sessions.data?.items ?? [];
  return (
    <section className="group" aria-label={t('self.places')}>
      <h2>{t('self.places')}</h2>
      {problem && (
        <p className="problem" role="alert">
          {sayProblem(problem, t)}
        </p>
      )}
      <ul className="card rows">
        {items.map(({ id, own, device, address, seenAt }) => {
          const name = device || t('self.unknownDevice');
          return (
            <li key={id} className="showrow">
              <div className="grow showrow-words">
                <b className="showrow-title">{name}</b>
                <span className="meta">
                  {own && <span className="tagpill good">{t('self.here')}</span>}
                  {address && <span>{address}</span>}
                  {!own && (
                    <time dateTime={seenAt}>{t('self.seen', { ago: sayAgo(seenAt, Date.now(), locale()) })}</time>
                  )}
                </span>
              </div>
              {!own && (
                <button
                  type="button"
                  className="btn soft"
                  disabled={end.isPending}
                  aria-label={t('self.endNamed', { name })}
                  onClick={() => end.mutate(id)}
                >
                  {t('top.signOut')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {items.length > 1 && (
        <div className="row">
          <button type="button" className="btn soft" onClick={() => setAsking(true)}>
            {t('self.endOthers')}
          </button>
        </div>
      )}
      <Confirm
        open={asking}
        title={t('self.endOthersTitle')}
        text={t('self.endOthersText')}
        deed={t('self.endOthers')}
        busy={endOthers.isPending}
        problem={endOthers.error ? sayProblem(endOthers.error, t) : undefined}
        onClose={() => setAsking(false)}
        onConfirm={() => endOthers.mutate()}
      />
    </section>
  );
}
