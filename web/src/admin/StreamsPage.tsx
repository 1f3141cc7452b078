import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client';
import { sayAgo } from '../app/time-core';
import { useTitle } from '../app/use-title';
import { locale } from '../i18n/i18n';
import { Confirm } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { sayProgram } from '../studio/stats-core';
import { type AdminStream, streamsQuery } from './admin-queries';
import { InPlace } from './parts';

export function StreamsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery(streamsQuery);
  const [leaving, setLeaving] = useState<AdminStream>();
  const streams = query.data?.items ?? [];
  useTitle(t('admin.streams'));
  const kick = useMutation({
    mutationFn: (stream: AdminStream) =>
      answer(api.POST('/admin/streams/{sentShowId}/kick', { params: { path: { sentShowId: stream.showId } } })),
    onSuccess: async () => {
      setLeaving(undefined);
      await client.invalidateQueries({ queryKey: streamsQuery.queryKey });
    },
  });
  return (
    <>
      <h1 className="title">{t('admin.streams')}</h1>
      <InPlace
        query={query}
        empty={streams.length === 0}
        title={t('admin.sent.empty')}
        text={t('admin.sent.emptyText')}
      />
      {streams.length > 0 && (
        <ul className="card rows" aria-label={t('admin.streams')}>
          {streams.map((stream) => (
            <Row key={stream.showId} stream={stream} onKick={() => setLeaving(stream)} />
          ))}
        </ul>
      )}
      <Confirm
        open={leaving !== undefined}
        title={t('admin.sent.kickTitle', { title: leaving?.title })}
        text={t('admin.sent.kickText')}
        deed={t('admin.sent.kick')}
        danger
        busy={kick.isPending}
        problem={kick.error ? sayProblem(kick.error, t) : undefined}
        onClose={() => {
          kick.reset();
          setLeaving(undefined);
        }}
        onConfirm={() => leaving && kick.mutate(leaving)}
      />
    </>
  );
}

function Row({ stream, onKick }: { stream: AdminStream; onKick: () => void }) {
  const { t } = useTranslation();
  const { title, showId, protocol, from, since, viewers, bitrateBps } = stream;
  return (
    <li className="admin-row with-deed">
      <div className="grow">
        <Link
          className="admin-name"
          to="/studio/$show"
          params={{ show: showId }}
          aria-label={t('admin.sent.studio', { title })}
        >
          <b>{title}</b> <span className="muted small">{stream.channel}</span>
        </Link>
        <span className="meta">
          <span className="tagpill">{t(`manage.phase.${stream.phase}`)}</span>
          <span>{t('admin.sent.watching', { count: viewers })}</span>
          <span>{t('admin.sent.bitrate', { kbits: Math.round(bitrateBps / 1000) })}</span>
          <span>{t('admin.sent.by', { protocol: protocol.toUpperCase(), from })}</span>
          {stream.encoder && <span>{sayProgram(stream.encoder)}</span>}
          <time dateTime={since}>{sayAgo(since, Date.now(), locale())}</time>
        </span>
      </div>
      <button type="button" className="btn soft" aria-label={t('admin.sent.kickNamed', { title })} onClick={onKick}>
        {t('admin.sent.kick')}
      </button>
    </li>
  );
}
