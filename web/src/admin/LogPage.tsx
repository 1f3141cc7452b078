import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../app/use-title';
import { locale } from '../i18n/i18n';
import { type LogLine, logQuery } from './admin-queries';
import { InPlace } from './parts';

export function LogPage() {
  const { t } = useTranslation();
  const query = useQuery(logQuery);
  const lines = query.data?.items ?? [];
  useTitle(t('admin.log'));
  return (
    <>
      <h1 className="title">{t('admin.log')}</h1>
      <InPlace
        query={query}
        empty={lines.length === 0}
        title={t('admin.lines.empty')}
        text={t('admin.lines.emptyText')}
      />
      {lines.length > 0 && (
        <ol className="card rows" aria-label={t('admin.lines.list')}>
          {lines.map((line) => (
            <Line key={`${line.at}${line.where}${line.message}`} line={line} />
          ))}
        </ol>
      )}
    </>
  );
}

function Line({ line }: { line: LogLine }) {
  const { t } = useTranslation();
  const at = new Intl.DateTimeFormat(locale(), { dateStyle: 'short', timeStyle: 'medium' }).format(Date.parse(line.at));
  return (
    <li className="admin-line">
      <span className="meta">
        <span className={line.level === 'error' ? 'pill' : 'tagpill'}>{t(`admin.lines.${line.level}`)}</span>
        <time dateTime={line.at}>{at}</time>
        <span>{line.where}</span>
        {line.request && <span>{t('admin.lines.request', { id: line.request })}</span>}
      </span>
      <p>{line.message}</p>
      {line.fault && <p className="muted small">{line.fault}</p>}
    </li>
  );
}
