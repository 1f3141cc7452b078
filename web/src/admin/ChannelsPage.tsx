import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client';
import { sayWhen } from '../app/time-core';
import { useTitle } from '../app/use-title';
import { locale } from '../i18n/i18n';
import { Confirm } from '../parts/Sheet';
import { ShowMore } from '../parts/ShowMore';
import { sayProblem } from '../parts/say-problem';
import { entriesOf } from './admin-core';
import { type AdminChannel, channelsQuery } from './admin-queries';
import { InPlace, SearchField } from './parts';

export function ChannelsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const [leaving, setLeaving] = useState<AdminChannel>();
  const query = useInfiniteQuery(channelsQuery(search));
  const list = useRef<HTMLUListElement>(null);
  const channels = entriesOf(query.data?.pages);
  useTitle(t('admin.channels'));
  const remove = useMutation({
    mutationFn: (channel: AdminChannel) =>
      answer(api.DELETE('/channels/{channelId}', { params: { path: { channelId: channel.id } } })),
    onSuccess: async () => {
      setLeaving(undefined);
      await client.invalidateQueries({ queryKey: ['admin'] });
    },
  });
  return (
    <>
      <h1 className="title">{t('admin.channels')}</h1>
      <SearchField label={t('admin.rooms.searchLabel')} onSearch={setSearch} />
      <InPlace
        query={query}
        empty={channels.length === 0}
        title={t('admin.nothingFound')}
        text={t('admin.nothingFoundText')}
      />
      {channels.length > 0 && (
        <ul ref={list} className="card rows" aria-label={t('admin.channels')}>
          {channels.map((channel) => (
            <Row key={channel.id} channel={channel} onDelete={() => setLeaving(channel)} />
          ))}
        </ul>
      )}
      <ShowMore list={list} group={t('admin.channels')} query={query} />
      <Confirm
        open={leaving !== undefined}
        title={t('admin.rooms.deleteTitle', { name: leaving?.name })}
        text={t('admin.rooms.deleteText', { count: leaving?.shows ?? 0 })}
        deed={t('admin.rooms.deleteIt')}
        danger
        busy={remove.isPending}
        problem={remove.error ? sayProblem(remove.error, t) : undefined}
        onClose={() => {
          remove.reset();
          setLeaving(undefined);
        }}
        onConfirm={() => leaving && remove.mutate(leaving)}
      />
    </>
  );
}

function Row({ channel, onDelete }: { channel: AdminChannel; onDelete: () => void }) {
  const { t } = useTranslation();
  const { name, handle, createdAt, owners, shows } = channel;
  return (
    <li className="admin-row with-deed">
      <div className="grow">
        <a className="admin-name" href={`/@${handle}`}>
          <b>{name}</b> <span className="muted small">@{handle}</span>
        </a>
        <span className="meta">
          <span>{t('admin.rooms.shows', { count: shows })}</span>
          <span>{owners.length > 0 ? owners.join(', ') : t('admin.rooms.noOwner')}</span>
          <time dateTime={createdAt}>
            {t('admin.people.joined', { when: sayWhen(createdAt, Date.now(), locale()) })}
          </time>
        </span>
      </div>
      <button
        type="button"
        className="btn ghost icon"
        aria-label={t('admin.rooms.delete', { name })}
        onClick={onDelete}
      >
        <Trash2 size={17} aria-hidden="true" />
      </button>
    </li>
  );
}
