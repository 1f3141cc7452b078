import { useTranslation } from 'react-i18next';
import type { Show } from '../api/client';
import { knownZone, sayWhen } from '../app/time-core';
import { locale } from '../i18n/i18n';
import type { Part } from './meanwhile-core';

/** What somebody else made of a part of the show meanwhile, below its field; the field itself when nobody disputes it. */
export function Theirs({ show, part, disputed }: { show: Show; part: Part; disputed: boolean }) {
  const { t } = useTranslation();
  const zone = knownZone(show.timeZone) ?? 'UTC';
  if (!disputed) return <small className="theirs">{t('form.theirsToo')}</small>;
  const said = {
    title: show.title,
    description: show.description || t('form.theirNothing'),
    time: show.startsAt ? `${sayWhen(show.startsAt, Date.now(), locale(), zone)} (${zone})` : t('manage.noTime'),
    autoStart: t(show.own?.autoStart ? 'form.theirOn' : 'form.theirOff'),
    visibility: t(`door.kinds.${show.own?.visibility ?? 'public'}`),
    cover: t(show.coverUrl ? 'form.theirCover' : 'form.theirNoCover'),
  }[part];
  return (
    <div className="theirs">
      <small>{t('form.theirs')}</small>
      <p>{said}</p>
      {part === 'cover' && show.coverThumbnailUrl && <img src={show.coverThumbnailUrl} alt="" />}
    </div>
  );
}
