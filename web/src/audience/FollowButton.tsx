import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Show } from '../api/client';
import { useSession } from '../app/use-session';
import { choose, followQuery } from './audience-queries';
import { WantButton } from './WantButton';

const FollowSheet = lazy(async () => ({ default: (await import('./ChoiceSheets')).FollowSheet }));

export function FollowButton({ channel, primary = false }: { channel: Show['channel']; primary?: boolean }) {
  const { t } = useTranslation();
  const account = useSession()?.account;
  const { data } = useQuery({ ...followQuery(channel.id), enabled: Boolean(account) });
  const [open, setOpen] = useState(false);
  return (
    <>
      <WantButton
        wish={`follow:${channel.id}`}
        wanted={account ? data?.following : undefined}
        words={{ want: t('audience.follow'), wanted: t('audience.following') }}
        primary={primary}
        onWant={() => choose(channel.id, 'all')}
        onChoose={() => setOpen(true)}
      />
      {open && data && (
        <Suspense>
          <FollowSheet channel={channel} notices={data.notices} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
