import { Share2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shared } from './share-core';

const ShareSheet = lazy(async () => ({ default: (await import('./ShareSheet')).ShareSheet }));

/** Opens the sheet from which a show or a channel is handed on. */
export function ShareButton({ shared }: { shared: Shared }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn soft" aria-label={t('share.title')} onClick={() => setOpen(true)}>
        <Share2 size={17} aria-hidden="true" />
        <span className="hide-s">{t('share.title')}</span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <ShareSheet shared={shared} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
