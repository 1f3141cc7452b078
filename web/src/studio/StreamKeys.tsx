import { useMutation, useQuery } from '@tanstack/react-query';
import { Eye, EyeOff, Pencil, Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client';
import { queryClient, streamKeyQuery, streamKeysQuery } from '../api/queries';
import type { components } from '../api/schema';
import { sayAgo } from '../app/time-core';
import { useNow } from '../app/use-now';
import { locale } from '../i18n/i18n';
import { CopyField } from '../parts/CopyField';
import { TextField } from '../parts/Field';
import { Confirm, Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';

type StreamKey = components['schemas']['StreamKey'];

const refresh = (showId: string) => queryClient.invalidateQueries({ queryKey: streamKeysQuery(showId).queryKey });

/** The show's keys by name: who may send, from where, and who did. The first one's secret stands above. */
export function StreamKeys({ showId, keyOn }: { showId: string; keyOn: string | null }) {
  const { t } = useTranslation();
  const keys = useQuery(streamKeysQuery(showId));
  const [editing, setEditing] = useState<StreamKey | 'new'>();
  return (
    <div className="streamkeys">
      <h3>{t('studio.keys.title')}</h3>
      <p className="muted small">{t('studio.keys.about')}</p>
      {keys.error && (
        <p className="problem" role="alert">
          {sayProblem(keys.error, t)}
        </p>
      )}
      <ul>
        {keys.data?.items.map((key) => (
          <KeyRow
            key={key.id}
            showId={showId}
            streamKey={key}
            on={!key.revokedAt && key.name === keyOn}
            onEdit={() => setEditing(key)}
          />
        ))}
      </ul>
      <button type="button" className="btn ghost small" onClick={() => setEditing('new')}>
        <Plus size={15} aria-hidden="true" />
        {t('studio.keys.add')}
      </button>
      {editing && (
        <KeySheet
          showId={showId}
          streamKey={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </div>
  );
}

interface RowProps {
  showId: string;
  streamKey: StreamKey;
  on: boolean;
  onEdit: () => void;
}

function KeyRow({ showId, streamKey, on, onEdit }: RowProps) {
  const { t } = useTranslation();
  const now = useNow(30_000);
  const [shown, setShown] = useState(false);
  const [revoking, setRevoking] = useState(false);
  const { id, name, first, addresses, lastUsedAt, lastUsedProtocol, lastUsedFrom, revokedAt } = streamKey;
  const path = { showId, streamKeyId: id };
  const ingest = useQuery({ ...streamKeyQuery(showId, id), enabled: shown });
  const revoke = useMutation({
    mutationFn: () => answer(api.DELETE('/shows/{showId}/keys/{streamKeyId}', { params: { path } })),
    onSuccess: async () => {
      setRevoking(false);
      await refresh(showId);
    },
  });
  return (
    <li className={revokedAt ? 'muted' : undefined}>
      <div className="grow">
        <b>{name}</b> {on && <span className="tagpill good">{t('studio.keys.on')}</span>}
        <small className="muted">
          {revokedAt
            ? t('studio.keys.revoked', { ago: sayAgo(revokedAt, now, locale()) })
            : lastUsedAt
              ? t('studio.keys.used', {
                  ago: sayAgo(lastUsedAt, now, locale()),
                  protocol: lastUsedProtocol?.toUpperCase(),
                  from: lastUsedFrom,
                })
              : t('studio.keys.unused')}
          {addresses.length > 0 && `, ${t('studio.keys.onlyFrom', { addresses: addresses.join(', ') })}`}
        </small>
      </div>
      {!revokedAt && (
        <div className="row">
          {!first && (
            <button
              type="button"
              className="btn ghost icon"
              aria-label={t(shown ? 'studio.keys.hide' : 'studio.keys.reveal', { name })}
              onClick={() => setShown(!shown)}
            >
              {shown ? <EyeOff size={16} aria-hidden="true" /> : <Eye size={16} aria-hidden="true" />}
            </button>
          )}
          <button
            type="button"
            className="btn ghost icon"
            aria-label={t('studio.keys.edit', { name })}
            onClick={onEdit}
          >
            <Pencil size={15} aria-hidden="true" />
          </button>
          {!first && (
            <button
              type="button"
              className="btn ghost icon"
              aria-label={t('studio.keys.revoke', { name })}
              onClick={() => setRevoking(true)}
            >
              <Trash2 size={16} aria-hidden="true" />
            </button>
          )}
        </div>
      )}
      {shown && ingest.data && !revokedAt && (
        <CopyField label={name} value={ingest.data.key} deed={t('studio.encoder.copyKey')} />
      )}
      <Confirm
        open={revoking}
        title={t('studio.keys.revokeTitle', { name })}
        text={t('studio.keys.revokeText')}
        deed={t('studio.keys.revokeIt')}
        danger
        busy={revoke.isPending}
        problem={revoke.error ? sayProblem(revoke.error, t) : undefined}
        onClose={() => setRevoking(false)}
        onConfirm={() => revoke.mutate()}
      />
    </li>
  );
}

function KeySheet({
  showId,
  streamKey,
  onClose,
}: {
  showId: string;
  streamKey: StreamKey | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(streamKey?.name ?? '');
  const [addresses, setAddresses] = useState(streamKey?.addresses.join(', ') ?? '');
  const save = useMutation({
    mutationFn: async () => {
      const ranges = addresses.split(/[\s,;]+/).filter((range) => range !== '');
      const body = { name, addresses: ranges };
      if (streamKey) {
        const path = { showId, streamKeyId: streamKey.id };
        await answer(api.PATCH('/shows/{showId}/keys/{streamKeyId}', { params: { path }, body }));
      } else {
        await answer(api.POST('/shows/{showId}/keys', { params: { path: { showId } }, body }));
      }
    },
    onSuccess: async () => {
      await refresh(showId);
      onClose();
    },
  });
  const fields = save.error instanceof ApiProblem ? save.error.fields : {};
  const range = Object.entries(fields).find(([field]) => field.startsWith('addresses'))?.[1];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Sheet title={streamKey ? streamKey.name : t('studio.keys.add')} open onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <TextField
          label={t('studio.keys.name')}
          hint={t('studio.keys.nameHint')}
          error={fields.name && (name.trim() === '' ? t('studio.keys.nameMissing') : fields.name)}
          value={name}
          maxLength={60}
          required
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={t('studio.keys.addresses')}
          hint={t('studio.keys.addressesHint')}
          error={range}
          value={addresses}
          onChange={(event) => setAddresses(event.target.value)}
        />
        {save.error && !fields.name && !range && (
          <p className="problem" role="alert">
            {sayProblem(save.error, t)}
          </p>
        )}
        <div className="row end">
          <Button className="btn soft" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" className="btn primary" isDisabled={save.isPending}>
            {streamKey ? t('save') : t('studio.keys.make')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
