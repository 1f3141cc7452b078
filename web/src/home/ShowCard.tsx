import { Link } from '@tanstack/react-router';
import { Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Show } from '../api/client';
import { sayWhen } from '../app/time-core';
import { locale } from '../i18n/i18n';
import { Cover } from '../parts/Cover';
import { pillOf, sceneOf } from '../show/show-core';

export function ShowCard({ show, seen }: { show: Show; seen?: boolean }) {
  const { t } = useTranslation();
  const scene = sceneOf(show);
  const pill = pillOf(show, Date.now());
  const live = scene === 'live' || scene === 'interrupted';
  const time = scene === 'ended' ? (show.startedAt ?? show.startsAt) : show.startsAt;
  return (
    <article className="showcard">
      <span className="showcard-cover">
        <Cover show={show} seen={seen} />
        {pill && (
          <span className={scene === 'live' ? 'pill' : 'pill away'}>
            <i aria-hidden="true" />
            {t(pill)}
          </span>
        )}
      </span>
      <Link to="/s/$show" params={{ show: show.id }} className="showcard-title">
        {show.title}
      </Link>
      <span className="meta">
        {live ? (
          <span>
            <Users size={14} aria-hidden="true" />
            {t('show.watching', { count: show.viewers })}
          </span>
        ) : (
          time && <time dateTime={time}>{sayWhen(time, Date.now(), locale())}</time>
        )}
        <Link to="/@{$handle}" params={{ handle: show.channel.handle }} className="showcard-channel">
          {show.channel.name}
        </Link>
      </span>
    </article>
  );
}
