import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../app/use-title';
import { settingsQuery } from './admin-queries';
import { InPlace } from './parts';

export function SettingsPage() {
  const { t } = useTranslation();
  const query = useQuery(settingsQuery);
  const settings = query.data?.items ?? [];
  useTitle(t('admin.settings'));
  return (
    <>
      <h1 className="title">{t('admin.settings')}</h1>
      <p className="muted">{t('admin.set.text')}</p>
      <InPlace query={query} empty={false} title="" text="" />
      {settings.length > 0 && (
        <ul className="card rows" aria-label={t('admin.set.list')}>
          {settings.map(({ name, value, chosen, about }) => (
            <li key={name} className="admin-line">
              <span className="row wrap">
                <code>{name}</code>
                <code className="admin-value">{value ?? t('admin.set.unset')}</code>
                <span className={chosen ? 'tagpill good' : 'tagpill'}>
                  {t(chosen ? 'admin.set.chosen' : 'admin.set.standard')}
                </span>
              </span>
              <p className="muted small">{about.replaceAll('`', '')}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
