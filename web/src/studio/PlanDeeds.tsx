import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DoorClosed, DoorOpen } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answer, api, type Show } from '../api/client';
import { queryClient, showQuery } from '../api/queries';
import { TextArea } from '../parts/Field';
import { FreshTitle } from '../parts/FreshTitle';
import { Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';

function useStep(show: Show, step: () => Promise<Show>, onDone?: () => void) {
  return useMutation({
    mutationFn: step,
    onSuccess: (changed) => {
      queryClient.setQueryData(showQuery(show.id).queryKey, { ...changed, own: changed.own ?? show.own });
      onDone?.();
    },
  });
}

/** What can be done before a show is live: open its doors, or cancel it. */
export function PlanDeeds({ show }: { show: Show }) {
  const { t } = useTranslation();
  const [cancelling, setCancelling] = useState(false);
  const params = { path: { showId: show.id } };
  const open = show.phase === 'open';
  const doors = useStep(show, () =>
    answer(open ? api.POST('/shows/{showId}/close', { params }) : api.POST('/shows/{showId}/open', { params })),
  );
  return (
    <>
      <button type="button" className="btn ghost" onClick={() => setCancelling(true)}>
        {t('studio.cancelShow')}
      </button>
      <button type="button" className="btn soft" disabled={doors.isPending} onClick={() => doors.mutate()}>
        {open ? <DoorClosed size={17} aria-hidden="true" /> : <DoorOpen size={17} aria-hidden="true" />}
        {t(open ? 'studio.closeDoors' : 'studio.openDoors')}
      </button>
      {doors.error && (
        <span className="problem" role="alert">
          {sayProblem(doors.error, t)}
        </span>
      )}
      {cancelling && <CancelSheet show={show} onClose={() => setCancelling(false)} />}
    </>
  );
}

interface CancelSheetProps {
  show: Show;
  onClose: () => void;
  onDone?: () => void;
}

/** Asks for a reason, and cancels. */
export function CancelSheet({ show, onClose, onDone = () => {} }: CancelSheetProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const params = { path: { showId: show.id } };
  const cancel = useStep(
    show,
    () => answer(api.POST('/shows/{showId}/cancel', { params, body: { reason: reason.trim() || null } })),
    () => {
      onDone();
      onClose();
    },
  );
  return (
    <Sheet title={t('studio.cancelTitle', { title: show.title })} open alert onClose={onClose}>
      <p>{t('studio.cancelText')}</p>
      <TextArea
        label={t('studio.cancelReason')}
        hint={t('studio.cancelReasonHint')}
        optional
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {cancel.error && (
        <p className="problem" role="alert">
          {sayProblem(cancel.error, t)}
        </p>
      )}
      <div className="row end">
        <Button className="btn soft" onPress={onClose}>
          {t('studio.cancelStay')}
        </Button>
        <Button className="btn danger" isDisabled={cancel.isPending} onPress={() => cancel.mutate()}>
          {t('studio.cancelShow')}
        </Button>
      </div>
    </Sheet>
  );
}

/** The studio of a show that will not take place, unless somebody thinks better of it. */
export function Cancelled({ show }: { show: Show }) {
  const { t } = useTranslation();
  const params = { path: { showId: show.id } };
  const reinstate = useStep(show, () => answer(api.POST('/shows/{showId}/reinstate', { params })));
  return (
    <div className="blank">
      <p className="eyebrow">{show.title}</p>
      <FreshTitle>{t('studio.cancelledTitle')}</FreshTitle>
      <p className="prose">{show.cancelledReason ?? t('studio.cancelledNoReason')}</p>
      {reinstate.error && (
        <p className="problem" role="alert">
          {sayProblem(reinstate.error, t)}
        </p>
      )}
      <div className="row wrap">
        <button type="button" className="btn soft" disabled={reinstate.isPending} onClick={() => reinstate.mutate()}>
          {t('studio.reinstate')}
        </button>
        <Link to="/manage" className="btn primary">
          {t('studio.toManage')}
        </Link>
      </div>
    </div>
  );
}
