import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answer, api, type Show } from '../api/client';
import { queryClient, showQuery } from '../api/queries';
import { PasswordField } from '../parts/Field';
import { Confirm, Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { DoorProblem } from './DoorProblem';
import { EmbedRulePart } from './EmbedRulePart';
import { InvitationsPart } from './InvitationsPart';
import { PassesPart } from './PassesPart';
import { VisibilityChoice } from './VisibilityChoice';
import { sendsAway, type Visibility } from './visibility-core';
import './words';

interface DoorSheetProps {
  show: Show;
  open: boolean;
  onClose: () => void;
  /** Whether its visibility is chosen elsewhere, in the form around. */
  visibilityElsewhere?: boolean;
}

/** Who may watch: visibility, password, invitation links, passes, and in whose pages. */
export function DoorSheet({ show, open, onClose, visibilityElsewhere = false }: DoorSheetProps) {
  const { t } = useTranslation();
  return (
    <Sheet title={t('door.title')} open={open} onClose={onClose} wide>
      {/* A form around the sheet would hear of these forms too: events go by components, not by the page. */}
      <div className="doorsheet" onSubmit={(event) => event.stopPropagation()}>
        {!visibilityElsewhere && <VisibilityPart show={show} />}
        <PasswordPart show={show} />
        <InvitationsPart show={show} />
        <PassesPart show={show} />
        <EmbedRulePart of={{ showId: show.id }} />
        <div className="row end">
          <Button className="btn soft" onPress={onClose}>
            {t('door.done')}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}

const doorKey = (showId: string) => ['door', showId];
const doorQuery = (showId: string) => ({
  queryKey: doorKey(showId),
  queryFn: () => answer(api.GET('/shows/{showId}/door', { params: { path: { showId } } })),
});

function VisibilityPart({ show }: { show: Show }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const change = useMutation({
    mutationFn: (visibility: Visibility) =>
      answer(api.PATCH('/shows/{showId}', { params: { path: { showId: show.id } }, body: { visibility } })),
    onSuccess: async (changed) => {
      setAsking(false);
      queryClient.setQueryData(showQuery(show.id).queryKey, { ...show, ...changed });
      await queryClient.invalidateQueries({ queryKey: ['channel'] });
    },
  });
  const now = change.isPending ? change.variables : show.own?.visibility;
  return (
    <>
      <VisibilityChoice
        legend={t('door.visibility')}
        value={now}
        onChange={(chosen) => (sendsAway(show, chosen) ? setAsking(true) : change.mutate(chosen))}
      />
      <DoorProblem error={asking ? undefined : change.error} />
      <Confirm
        open={asking}
        title={t('door.makePrivateTitle')}
        text={t('door.sendsAway')}
        deed={t('door.makePrivate')}
        danger
        busy={change.isPending}
        problem={change.error ? sayProblem(change.error, t) : undefined}
        onClose={() => {
          change.reset();
          setAsking(false);
        }}
        onConfirm={() => change.mutate('private')}
      />
    </>
  );
}

function PasswordPart({ show }: { show: Show }) {
  const { t } = useTranslation();
  const { data: door } = useQuery(doorQuery(show.id));
  const [password, setPassword] = useState('');
  const [asking, setAsking] = useState(false);
  const params = { path: { showId: show.id } };
  const done = (now: { password: boolean; visibility: Visibility; passwordChangedAt: string | null }) => {
    queryClient.setQueryData(doorKey(show.id), now);
    setPassword('');
    setAsking(false);
    void queryClient.invalidateQueries({ queryKey: showQuery(show.id).queryKey });
  };
  const set = useMutation({
    mutationFn: () => answer(api.PUT('/shows/{showId}/password', { params, body: { password } })),
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/shows/{showId}/password', { params })),
    onSuccess: done,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password.length >= 4) set.mutate();
  };
  return (
    <form className="doorpart" onSubmit={submit}>
      <h3>{t('door.password')}</h3>
      <p className="muted small">{t(door?.password ? 'door.passwordOn' : 'door.passwordOff')}</p>
      <PasswordField
        label={t(door?.password ? 'door.passwordNew' : 'door.passwordSet')}
        hint={t('door.passwordHint')}
        value={password}
        minLength={4}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => setPassword(event.target.value)}
      />
      <DoorProblem error={set.error} />
      <div className="row">
        <button type="submit" className="btn soft" disabled={set.isPending || password.length < 4}>
          {t(door?.password ? 'door.passwordChange' : 'door.passwordAsk')}
        </button>
        {door?.password && (
          <button type="button" className="btn ghost" onClick={() => setAsking(true)}>
            {t('door.passwordRemove')}
          </button>
        )}
      </div>
      <Confirm
        open={asking}
        title={t('door.passwordRemoveTitle')}
        text={t('door.passwordRemoveText')}
        deed={t('door.passwordRemove')}
        danger
        busy={remove.isPending}
        problem={remove.error ? sayProblem(remove.error, t) : undefined}
        onClose={() => {
          remove.reset();
          setAsking(false);
        }}
        onConfirm={() => remove.mutate()}
      />
    </form>
  );
}
