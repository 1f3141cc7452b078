import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sayWhen } from '../app/time-core';
import { useTitle } from '../app/use-title';
import { locale } from '../i18n/i18n';
import { diskWeight, percent, sayBytes, sayLasting } from './admin-core';
import { type Overview, overviewQuery } from './admin-queries';
import { Fact, InPlace, Meter } from './parts';

export function OverviewPage() {
  const { t } = useTranslation();
  const query = useQuery(overviewQuery);
  useTitle(t('admin.title'));
  return (
    <>
      <h1 className="title">{t('admin.title')}</h1>
      <InPlace query={query} empty={false} title="" text="" />
      {query.data && <Cards seen={query.data} />}
      <p className="muted small">{t('admin.over.doctorHint')}</p>
    </>
  );
}

function Cards({ seen }: { seen: Overview }) {
  const { t } = useTranslation();
  const { counts, database } = seen;
  return (
    <div className="admin-cards">
      <section className="card" aria-label={t('admin.over.now')}>
        <h2>{t('admin.over.now')}</h2>
        <dl className="admin-numbers">
          <BigNumber label={t('admin.over.streams')} value={counts.streams} />
          <BigNumber label={t('admin.over.viewers')} value={counts.viewers} />
        </dl>
        <dl className="admin-facts">
          <Fact label={t('admin.over.running')}>
            {sayLasting((Date.parse(seen.now) - Date.parse(seen.startedAt)) / 1000, locale())}
            <small className="muted">
              {t('admin.over.since', { when: sayWhen(seen.startedAt, Date.parse(seen.now), locale()) })}
            </small>
          </Fact>
          <Fact label={t('admin.over.version')}>
            Footlight {seen.version}
            <small className="muted">Java {seen.java}</small>
          </Fact>
        </dl>
      </section>
      <section className="card" aria-label={t('admin.over.database')}>
        <h2>{t('admin.over.database')}</h2>
        <p>
          <span className={database.up ? 'tagpill good' : 'pill'}>
            {database.up ? t('admin.over.up') : t('admin.over.down')}
          </span>{' '}
          <span className="muted">{database.embedded ? t('admin.over.embedded') : t('admin.over.foreign')}</span>
        </p>
        <p className="small">
          {t('admin.over.connections', database)}
          {database.waiting > 0 && `, ${t('admin.over.waiting', { count: database.waiting })}`}
        </p>
        <dl className="admin-numbers four">
          <BigNumber label={t('admin.over.accounts')} value={counts.accounts} />
          <BigNumber label={t('admin.over.channels')} value={counts.channels} />
          <BigNumber label={t('admin.over.shows')} value={counts.shows} />
          <BigNumber label={t('admin.over.sessions')} value={counts.sessions} />
        </dl>
      </section>
      <Machine seen={seen} />
      <section className="card" aria-label={t('admin.over.trouble')}>
        <h2>{t('admin.over.trouble')}</h2>
        <p className={counts.errors > 0 ? 'problem' : undefined}>
          {t('admin.over.errors', { count: counts.errors })}, {t('admin.over.warnings', { count: counts.warnings })}
        </p>
        <Link to="/admin/log" className="btn soft">
          {t('admin.over.look')}
        </Link>
      </section>
      {seen.folders.length > 0 && (
        <section className="card" aria-label={t('admin.over.storage')}>
          <h2>{t('admin.over.storage')}</h2>
          <dl className="admin-facts">
            {seen.folders.map(({ name, bytes }) => (
              <Fact key={name} label={name}>
                {sayBytes(bytes, locale())}
              </Fact>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}

function Machine({ seen: { disk, memory } }: { seen: Overview }) {
  const { t } = useTranslation();
  const say = (bytes: number) => sayBytes(bytes, locale());
  const weight = diskWeight(disk.freeBytes);
  return (
    <section className="card" aria-label={t('admin.over.memory')}>
      <h2>{t('admin.over.memory')}</h2>
      <Meter
        label={t('admin.over.heap')}
        value={percent(memory.heapBytes, memory.heapLimitBytes)}
        said={t('admin.over.used', { used: say(memory.heapBytes), all: say(memory.heapLimitBytes) })}
      />
      <Meter
        label={t('admin.over.media')}
        value={percent(memory.mediaBytes, memory.mediaLimitBytes)}
        said={t('admin.over.used', { used: say(memory.mediaBytes), all: say(memory.mediaLimitBytes) })}
      />
      <Meter
        label={t('admin.over.disk')}
        value={percent(disk.totalBytes - disk.freeBytes, disk.totalBytes)}
        said={t('admin.over.free', { free: say(disk.freeBytes), all: say(disk.totalBytes) })}
      />
      {weight !== 'well' && (
        <p className={weight === 'wrong' ? 'problem' : 'caution'} role="alert">
          {t(weight === 'wrong' ? 'admin.over.diskWrong' : 'admin.over.diskTell')}
        </p>
      )}
    </section>
  );
}

function BigNumber({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <dt className="muted small">{label}</dt>
      <dd className="num">{new Intl.NumberFormat(locale()).format(value)}</dd>
    </div>
  );
}
