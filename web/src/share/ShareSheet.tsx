import { useQuery } from '@tanstack/react-query';
import { CalendarPlus, Send } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client';
import { CopyField } from '../parts/CopyField';
import { Sheet } from '../parts/Sheet';
import { type Shared, sharesByDevice } from './share-core';

/** All the ways in which a page is handed on: its link, the device's own way, a calendar file, a player elsewhere. */
export function ShareSheet({ shared, onClose }: { shared: Shared; onClose: () => void }) {
  const { t } = useTranslation();
  const { title, url, calendar, embeds, caution } = shared;
  // Closing the device's own sheet is an answer, not a failure.
  const send = () => navigator.share({ title, url }).catch(() => {});
  return (
    <Sheet title={t('share.title')} open onClose={onClose}>
      {caution && <p className="notice">{t(`share.caution.${caution}`)}</p>}
      <CopyField label={t('share.link')} value={url} deed={t('share.copyLink')} />
      {embeds && <EmbedPart showId={embeds} guarded={caution === 'private' || caution === 'password'} />}
      <div className="row end wrap">
        {calendar && (
          <a className="btn soft" href={calendar} download>
            <CalendarPlus size={17} aria-hidden="true" />
            {t('share.calendar')}
          </a>
        )}
        {sharesByDevice(navigator, matchMedia('(pointer: coarse)').matches) && (
          <Button className="btn primary" onPress={() => void send()}>
            <Send size={17} aria-hidden="true" />
            {t('share.send')}
          </Button>
        )}
        <Button className="btn soft" onPress={onClose}>
          {t('close')}
        </Button>
      </div>
    </Sheet>
  );
}

/** The code of the player, as the API tells it. Where the door keeps the player from the asker, there is none to hand on. */
function EmbedPart({ showId, guarded }: { showId: string; guarded: boolean }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['embed', showId],
    queryFn: ({ signal }) =>
      answer(api.GET('/shows/{showId}/playback', { params: { path: { showId } }, signal })).then(
        ({ embedHtml, embedOrigins }) => ({ embedHtml, embedOrigins }),
      ),
    retry: false,
  });
  if (!data) return null;
  const sites = data.embedOrigins?.map((origin) => origin.replace(/^https:\/\//, '')).join(', ');
  if (data.embedHtml === null) return <p className="muted small">{t('share.embedNowhere')}</p>;
  return (
    <div>
      <CopyField label={t('share.embed')} value={data.embedHtml} deed={t('share.copyEmbed')} />
      {sites && <p className="muted small">{t('share.embedSites', { sites })}</p>}
      {(guarded || !sites) && <p className="muted small">{t(guarded ? 'share.embedGuarded' : 'share.embedHint')}</p>}
    </div>
  );
}
