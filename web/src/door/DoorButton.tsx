import { KeyRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Show } from '../api/client';

const DoorSheet = lazy(async () => ({ default: (await import('./DoorSheet')).DoorSheet }));

interface DoorButtonProps {
  show: Show;
  /** Whether its visibility is chosen beside the button already. */
  visibilityElsewhere?: boolean;
}

/** Opens the sheet that says who may watch. */
export function DoorButton({ show, visibilityElsewhere = false }: DoorButtonProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn soft" onClick={() => setOpen(true)}>
        <KeyRound size={16} aria-hidden="true" />
        {t(visibilityElsewhere ? 'door.more' : 'door.title')}
      </button>
      {open && (
        <Suspense fallback={null}>
          <DoorSheet show={show} open={open} visibilityElsewhere={visibilityElsewhere} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
