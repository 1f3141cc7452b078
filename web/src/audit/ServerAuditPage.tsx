import './words';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../app/use-title';
import { SERVER_KINDS } from './audit-core';
import { deedsQuery, type Narrowed } from './audit-queries';
import { DeedList } from './DeedList';

/** Who did what on the whole server, for who runs it. */
export function ServerAuditPage() {
  const { t } = useTranslation();
  const [narrowed, setNarrowed] = useState<Narrowed>({});
  const query = useInfiniteQuery(deedsQuery(narrowed));
  useTitle(t('audit.title'));
  return (
    <>
      <h1 className="title">{t('audit.title')}</h1>
      <p className="muted">{t('audit.serverLead')}</p>
      <DeedList query={query} kinds={SERVER_KINDS} narrowed={narrowed} onNarrow={setNarrowed} />
    </>
  );
}
