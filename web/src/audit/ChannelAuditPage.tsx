import './words';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../app/use-title';
import { useDesk } from '../manage/use-desk';
import { CHANNEL_KINDS } from './audit-core';
import { channelDeedsQuery, type Narrowed } from './audit-queries';
import { DeedList } from './DeedList';

/** Who did what in a channel, for its owners. */
export function ChannelAuditPage() {
  const { t } = useTranslation();
  const { channel } = useDesk();
  const [narrowed, setNarrowed] = useState<Narrowed>({});
  const query = useInfiniteQuery(channelDeedsQuery(channel.id, narrowed));
  useTitle(`${t('audit.title')} · ${channel.name}`);
  return (
    <div className="dash stack">
      <h1 className="title">{t('audit.title')}</h1>
      <p className="lead">{t('audit.lead')}</p>
      <DeedList query={query} kinds={CHANNEL_KINDS} narrowed={narrowed} onNarrow={setNarrowed} />
    </div>
  );
}
