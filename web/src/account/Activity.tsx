import '../audit/words';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ownDeedsQuery } from '../audit/audit-queries';
import { DeedDays } from '../audit/DeedList';
import { ShowMore } from '../parts/ShowMore';
import { sayProblem } from '../parts/say-problem';

/** What one did lately, and what was tried with one's account. */
export function Activity() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(ownDeedsQuery);
  const list = useRef<HTMLDivElement>(null);
  const deeds = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className="group" aria-label={t('audit.own')}>
      <h2>{t('audit.own')}</h2>
      {query.error && (
        <p className="problem" role="alert">
          {sayProblem(query.error, t)}
        </p>
      )}
      {query.data && deeds.length === 0 && <p className="muted">{t('audit.ownEmpty')}</p>}
      {deeds.length > 0 && <DeedDays list={list} deeds={deeds} small />}
      <ShowMore list={list} group={t('audit.own')} query={query} />
    </section>
  );
}
