import { useTranslation } from 'react-i18next';
import { CopyField } from '../parts/CopyField';
import { Sheet } from '../parts/Sheet';

/** How a channel's shows come into somebody's own calendar, and stay right there. */
export function CalendarSheet({ handle, open, onClose }: { handle: string; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const path = `/@${handle}.ics`;
  return (
    <Sheet title={t('channel.calendarTitle')} open={open} onClose={onClose}>
      <p>{t('channel.calendarText')}</p>
      <CopyField
        label={t('channel.calendarAddress')}
        value={`${location.origin}${path}`}
        deed={t('channel.calendarCopy')}
      />
      <div className="row end wrap">
        <a className="btn soft" href={path} download={`${handle}.ics`}>
          {t('channel.calendarOnce')}
        </a>
        <a className="btn primary" href={`webcal://${location.host}${path}`}>
          {t('channel.calendarSubscribe')}
        </a>
      </div>
    </Sheet>
  );
}
