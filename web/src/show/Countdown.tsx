import { useTranslation } from 'react-i18next';
import type { Show } from '../api/client';
import { sayWhen } from '../app/time-core';
import { useNow } from '../app/use-now';
import { locale } from '../i18n/i18n';
import { Curtain } from './Curtain';
import { countdown, overdue, sceneOf } from './show-core';

/** Time left until the show; when it has come and nobody went live yet, it says so instead of counting below nought. */
export function Countdown({ show }: { show: Show }) {
  const { t } = useTranslation();
  const now = useNow(1_000);
  const startsAt = show.startsAt ?? '';
  const left = countdown(Date.parse(startsAt), now);
  const when = t('show.startsAt', { when: sayWhen(startsAt, now, locale()) });
  const waiting = sceneOf(show) === 'waiting';
  if (waiting && !show.startsAt) {
    return (
      <Curtain cover={show.coverUrl}>
        <p className="curtain-title">{t('show.doorsOpen')}</p>
        <p>{t('show.waitHere')}</p>
      </Curtain>
    );
  }
  if (overdue(startsAt, now)) {
    return (
      <Curtain cover={show.coverUrl}>
        <p className="curtain-title">{t('show.notBegun')}</p>
        <p>{t('show.wasPlanned', { when: sayWhen(startsAt, now, locale()) })}</p>
      </Curtain>
    );
  }
  if (left.over) {
    return (
      <Curtain cover={show.coverUrl}>
        <p className="curtain-title">{t('show.anyMoment')}</p>
        <p>{t('show.anyMomentDetail')}</p>
      </Curtain>
    );
  }
  const digits = [
    ...(left.days > 0 ? [[left.days, t('show.days')] as const] : []),
    [left.hours, t('show.hours')] as const,
    [left.minutes, t('show.minutes')] as const,
    [left.seconds, t('show.seconds')] as const,
  ];
  return (
    <Curtain cover={show.coverUrl}>
      <p className="eyebrow">{t(waiting ? 'show.doorsOpen' : 'show.soon')}</p>
      <div className="digits" role="timer" aria-live="off">
        {digits.map(([value, unit]) => (
          <span key={unit}>
            <b>{String(value).padStart(2, '0')}</b>
            <small>{unit}</small>
          </span>
        ))}
      </div>
      <p>{when}</p>
      {waiting && <p>{t('show.waitHere')}</p>}
    </Curtain>
  );
}
