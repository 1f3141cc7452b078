import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Show } from '../api/client';
import { useSession } from '../app/use-session';
import { remind, reminderQuery } from './audience-queries';
import { WantButton } from './WantButton';

const RemindSheet = lazy(async () => ({ default: (await import('./ChoiceSheets')).RemindSheet }));

export function RemindButton({ show }: { show: Show }) {
  const { t } = useTranslation();
  const account = useSession()?.account;
  const { data } = useQuery({ ...reminderQuery(show.id), enabled: Boolean(account) });
  const [open, setOpen] = useState(false);
  return (
    <>
      <WantButton
        wish={`remind:${show.id}`}
        wanted={account ? data?.reminded : undefined}
        words={{ want: t('audience.remind'), wanted: t('audience.reminded') }}
        primary
        onWant={() => remind(show.id, 60)}
        onChoose={() => setOpen(true)}
      />
      {open && data && (
        <Suspense>
          <RemindSheet show={show} minutesBefore={data.minutesBefore} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
