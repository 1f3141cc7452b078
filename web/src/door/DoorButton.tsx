import { KeyRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Show } from '../api/client';

const DoorSheet = lazy(async () => ({ default: (await import('./DoorSheet')).DoorSheet }));

/** Opens the sheet that says who may watch. */
export function DoorButton({ show }: { show: Show }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn soft" onClick={() => setOpen(true)}>
        <KeyRound size={16} aria-hidden="true" />
        {t('door.title')}
      </button>
      {open && (
        <Suspense fallback={null}>
          <DoorSheet show={show} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
