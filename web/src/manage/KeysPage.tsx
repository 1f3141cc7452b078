import { useMutation, useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client';
import { queryClient } from '../api/queries';
import { PendingPage } from '../app/pages';
import { sayAgo, sayWhen } from '../app/time-core';
import { useTitle } from '../app/use-title';
import { locale } from '../i18n/i18n';
import { CopyField } from '../parts/CopyField';
import { Confirm, Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { type ApiKey, type KeyMade, keysQuery } from './desk-queries';
import { KeyForm } from './KeyForm';
import { curlOf, keyState } from './key-core';
import { useDesk } from './use-desk';

/** The channel's API keys: made with their scopes, told once, revoked for good. */
export function KeysPage() {
  const { t } = useTranslation();
  const { channel } = useDesk();
  const keys = useQuery(keysQuery(channel.id));
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<KeyMade>();
  const [leaving, setLeaving] = useState<ApiKey>();
  useTitle(`${t('desk.developers.keys')} · ${channel.name}`);
  const refresh = () => queryClient.invalidateQueries({ queryKey: keysQuery(channel.id).queryKey });
  const revoke = useMutation({
    mutationFn: ({ id }: ApiKey) =>
      answer(
        api.DELETE('/channels/{channelId}/keys/{keyId}', { params: { path: { channelId: channel.id, keyId: id } } }),
      ),
    onSuccess: async () => {
      setLeaving(undefined);
      await refresh();
    },
  });
  const items = keys.data?.items ?? [];
  const good = items.filter((key) => keyState(key, Date.now()) === 'good');
  const over = items.filter((key) => keyState(key, Date.now()) !== 'good');
  return (
    <div className="stack">
      <p className="lead">
        {t('desk.keys.lead')} <a href="/api/v1/openapi.json">{t('desk.developers.docs')}</a>
      </p>
      {keys.error && (
        <p className="problem" role="alert">
          {sayProblem(keys.error, t)}
        </p>
      )}
      {keys.isPending && <PendingPage />}
      {keys.data && good.length === 0 && (
        <div className="card emptycard">
          <KeyRound size={28} aria-hidden="true" />
          <h2 className="title">{t('desk.keys.emptyTitle')}</h2>
          <p className="muted">{t('desk.keys.empty')}</p>
          <button type="button" className="btn primary" onClick={() => setMaking(true)}>
            {t('desk.keys.new')}
          </button>
        </div>
      )}
      {good.length > 0 && (
        <>
          <button type="button" className="btn primary startbtn" onClick={() => setMaking(true)}>
            <Plus size={18} aria-hidden="true" />
            {t('desk.keys.new')}
          </button>
          <ul className="card rows" aria-label={t('desk.developers.keys')}>
            {good.map((key) => (
              <KeyRow
                key={key.id}
                apiKey={key}
                onRevoke={() => {
                  revoke.reset();
                  setLeaving(key);
                }}
              />
            ))}
          </ul>
        </>
      )}
      {over.length > 0 && (
        <section className="group" aria-label={t('desk.keys.over')}>
          <h2>{t('desk.keys.over')}</h2>
          <ul className="card rows">
            {over.map((key) => (
              <KeyRow key={key.id} apiKey={key} />
            ))}
          </ul>
        </section>
      )}
      {making && (
        <KeyForm
          channelId={channel.id}
          onClose={() => setMaking(false)}
          onMade={(key) => {
            setMaking(false);
            setMade(key);
            void refresh();
          }}
        />
      )}
      {made && (
        <Sheet title={t('desk.keys.madeTitle')} open onClose={() => setMade(undefined)} alert wide>
          <p>{t('desk.keys.madeText')}</p>
          <CopyField label={t('desk.keys.secret')} value={made.secret} deed={t('desk.keys.copySecret')} />
          <CopyField
            label={t('desk.keys.curl')}
            value={curlOf(location.origin, channel.id, made)}
            deed={t('desk.keys.copyCurl')}
          />
          <div className="row end">
            <button type="button" className="btn primary" onClick={() => setMade(undefined)}>
              {t('desk.keys.done')}
            </button>
          </div>
        </Sheet>
      )}
      <Confirm
        open={leaving !== undefined}
        danger
        title={t('desk.keys.revokeTitle', { name: leaving?.name })}
        text={t('desk.keys.revokeText')}
        deed={t('desk.keys.revokeIt')}
        busy={revoke.isPending}
        problem={revoke.error ? sayProblem(revoke.error, t) : undefined}
        onClose={() => setLeaving(undefined)}
        onConfirm={() => leaving && revoke.mutate(leaving)}
      />
    </div>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke?: () => void }) {
  const { t } = useTranslation();
  const { name, prefix, scopes, origins, lastUsedAt, expiresAt } = apiKey;
  const now = Date.now();
  const state = keyState(apiKey, now);
  return (
    <li className="personrow">
      <div className="grow">
        <b>
          {name} {state !== 'good' && <span className="tagpill">{t(`desk.keys.${state}`)}</span>}
        </b>
        <small className="muted">
          <code>{prefix}…</code>,{' '}
          {lastUsedAt ? t('desk.keys.used', { ago: sayAgo(lastUsedAt, now, locale()) }) : t('desk.keys.unused')},{' '}
          {expiresAt ? t('desk.keys.until', { when: sayWhen(expiresAt, now, locale()) }) : t('desk.keys.ever')}
          {origins.length > 0 && `, ${t('desk.keys.by', { sites: origins.join(', ') })}`}
        </small>
        <span className="row wrap scopes">
          {scopes.map((scope) => (
            <span key={scope} className="tagpill" title={t(`desk.keys.scope.${scope}`)}>
              {scope}
            </span>
          ))}
        </span>
      </div>
      {onRevoke && (
        <button type="button" className="btn soft" aria-label={t('desk.keys.revoke', { name })} onClick={onRevoke}>
          {t('desk.keys.revokeIt')}
        </button>
      )}
    </li>
  );
}
