import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isStale, ProveSheet, useFresh } from '../account/Fresh';
import { answer, api } from '../api/client';
import { useTitle } from '../app/use-title';
import { CopyField } from '../parts/CopyField';
import { Confirm } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { providersQuery } from './admin-queries';
import { ProviderSheet } from './ProviderSheet';
import { InPlace } from './parts';
import { callbackOf, type Place, placesOf, stateOf, triedOf } from './providers-core';

/** By whom people can sign in here, besides a password. */
export function ProvidersPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery(providersQuery);
  const [open, setOpen] = useState<Place | 'another'>();
  const [leaving, setLeaving] = useState<Place>();
  const tried = useTried();
  useTitle(t('admin.providers'));
  const fresh = useFresh();
  const remove = useMutation({
    mutationFn: ({ key }: Place) =>
      answer(api.DELETE('/admin/providers/{providerKey}', { params: { path: { providerKey: key } } })),
    onSuccess: async () => {
      setLeaving(undefined);
      await client.invalidateQueries({ queryKey: providersQuery.queryKey });
    },
    onError: (error, place) => fresh.after(() => remove.mutate(place))(error),
  });
  const places = placesOf(query.data?.items ?? []);
  const callback = query.data?.callback ?? '';
  return (
    <>
      <div className="admin-head">
        <h1 className="title grow">{t('admin.providers')}</h1>
        <button type="button" className="btn soft" disabled={!query.data} onClick={() => setOpen('another')}>
          <Plus size={17} aria-hidden="true" />
          {t('admin.others.another')}
        </button>
      </div>
      <p className="muted">{t('admin.others.lead')}</p>
      <InPlace query={query} empty={false} title="" text="" />
      {query.data && (
        <>
          {query.data.items.length === 0 && (
            <div className="card admin-empty">
              <b>{t('admin.others.empty')}</b>
              <p className="muted">{t('admin.others.emptyText')}</p>
            </div>
          )}
          <ul className="admin-cards admin-plain">
            {places.map((place) => (
              <Card
                key={place.key}
                place={place}
                tried={tried}
                onOpen={() => setOpen(place)}
                onRemove={() => setLeaving(place)}
              />
            ))}
          </ul>
        </>
      )}
      {open && (
        <ProviderSheet
          place={open === 'another' ? undefined : open}
          taken={places.map(({ key }) => key)}
          callback={(key) => callbackOf(callback, key)}
          onClose={() => setOpen(undefined)}
          onSaved={(key) => {
            setOpen(undefined);
            tried.ask(key);
          }}
        />
      )}
      <Confirm
        open={leaving !== undefined}
        title={t('admin.others.removeTitle', { name: leaving?.name })}
        text={t('admin.others.removeText', { name: leaving?.name })}
        deed={t('admin.others.remove')}
        danger
        busy={remove.isPending}
        problem={remove.error && !isStale(remove.error) ? sayProblem(remove.error, t) : undefined}
        onClose={() => {
          remove.reset();
          setLeaving(undefined);
        }}
        onConfirm={() => leaving && remove.mutate(leaving)}
      />
      {fresh.waiting && <ProveSheet onClose={fresh.done} then={fresh.waiting} />}
    </>
  );
}

/** What asking a provider told, until another one is asked. */
function useTried() {
  const { mutate, data, error, isPending, variables } = useMutation({
    mutationFn: (key: string) =>
      answer(api.POST('/admin/providers/{providerKey}/try', { params: { path: { providerKey: key } } })),
  });
  return { ask: mutate, data, error, isPending, key: variables };
}

interface CardProps {
  place: Place;
  tried: ReturnType<typeof useTried>;
  onOpen: () => void;
  onRemove: () => void;
}

function Card({ place, tried, onOpen, onRemove }: CardProps) {
  const { t } = useTranslation();
  const { key, name, registration } = place;
  const state = stateOf(place);
  const asked = tried.key === key ? tried : undefined;
  return (
    <li className="card" aria-label={name}>
      <span className="row wrap">
        <h2 className="grow admin-provider">{name}</h2>
        <span className={state === 'on' ? 'tagpill good' : 'tagpill'}>{t(`admin.others.${state}`)}</span>
      </span>
      {!registration && <p className="muted small">{t('admin.others.offText', { name })}</p>}
      {registration && (
        <>
          <dl className="admin-facts">
            {registration.issuer && (
              <div className="admin-fact stacked">
                <dt>{t('admin.others.issuer')}</dt>
                <dd>{registration.issuer}</dd>
              </div>
            )}
            <div className="admin-fact stacked">
              <dt>{t('admin.others.clientId')}</dt>
              <dd>{registration.clientId}</dd>
            </div>
          </dl>
          <CopyField
            label={t('admin.others.callback')}
            value={registration.callback}
            deed={t('admin.others.copyCallback', { name })}
          />
          {registration.setting && <p className="muted small">{t('admin.others.setting')}</p>}
          {state === 'lost' && <p className="caution small">{t('admin.others.lostText')}</p>}
        </>
      )}
      <div className="row wrap">
        {state === 'on' && (
          <button
            type="button"
            className="btn soft"
            aria-label={t('admin.others.tryNamed', { name })}
            disabled={asked?.isPending}
            onClick={() => tried.ask(key)}
          >
            {asked?.isPending ? t('admin.others.trying') : t('admin.others.try')}
          </button>
        )}
        {!registration?.setting && (
          <button
            type="button"
            className={registration ? 'btn soft' : 'btn primary'}
            aria-label={t(registration ? 'admin.others.changeNamed' : 'admin.others.setUpNamed', { name })}
            onClick={onOpen}
          >
            {t(registration ? 'admin.others.change' : 'admin.others.setUp')}
          </button>
        )}
        {registration && !registration.setting && (
          <button
            type="button"
            className="btn ghost"
            aria-label={t('admin.others.removeNamed', { name })}
            onClick={onRemove}
          >
            {t('admin.others.remove')}
          </button>
        )}
      </div>
      <div role="status" className="admin-told">
        {asked?.data && <Told problem={asked.data.problem} detail={asked.data.detail} name={name} />}
        {asked?.error && <p className="problem">{sayProblem(asked.error, t)}</p>}
      </div>
    </li>
  );
}

function Told({
  problem,
  detail,
  name,
}: {
  problem: Parameters<typeof triedOf>[0];
  detail: string | null;
  name: string;
}) {
  const { t } = useTranslation();
  const told = triedOf(problem);
  return (
    <>
      <p className={told === 'good' ? 'good' : 'problem'}>{t(`admin.others.told.${told}`, { name })}</p>
      {detail && <p className="muted small">{detail}</p>}
    </>
  );
}
