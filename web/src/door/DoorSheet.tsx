import { useMutation, useQuery } from '@tanstack/react-query';
import { Link2, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answer, api, type Show } from '../api/client';
import { queryClient, showQuery } from '../api/queries';
import { sayWhen } from '../app/time-core';
import { locale } from '../i18n/i18n';
import { CopyField } from '../parts/CopyField';
import { PasswordField, TextField } from '../parts/Field';
import { Confirm, Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';

const VISIBILITIES = ['public', 'unlisted', 'private'] as const;
type Visibility = (typeof VISIBILITIES)[number];

/** Who may watch: visibility, password, invitation links. */
export function DoorSheet({ show, open, onClose }: { show: Show; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Sheet title={t('door.title')} open={open} onClose={onClose} wide>
      <div className="doorsheet">
        <VisibilityPart show={show} />
        <PasswordPart show={show} />
        <InvitationsPart show={show} />
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

function Problem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!error) return null;
  return (
    <p className="problem" role="alert">
      {sayProblem(error, t)}
    </p>
  );
}

function VisibilityPart({ show }: { show: Show }) {
  const { t } = useTranslation();
  const change = useMutation({
    mutationFn: (visibility: Visibility) =>
      answer(api.PATCH('/shows/{showId}', { params: { path: { showId: show.id } }, body: { visibility } })),
    onSuccess: async (changed) => {
      queryClient.setQueryData(showQuery(show.id).queryKey, { ...show, ...changed });
      await queryClient.invalidateQueries({ queryKey: ['channel'] });
    },
  });
  const now = change.isPending ? change.variables : show.own?.visibility;
  return (
    <fieldset className="doorpart">
      <legend>{t('door.visibility')}</legend>
      {VISIBILITIES.map((one) => (
        <label key={one} className="check">
          <input type="radio" name="visibility" value={one} checked={now === one} onChange={() => change.mutate(one)} />
          <span>
            <b>{t(`door.kinds.${one}`)}</b>
            <small className="muted">{t(`door.kindHints.${one}`)}</small>
          </span>
        </label>
      ))}
      <Problem error={change.error} />
    </fieldset>
  );
}

function PasswordPart({ show }: { show: Show }) {
  const { t } = useTranslation();
  const { data: door } = useQuery(doorQuery(show.id));
  const [password, setPassword] = useState('');
  const params = { path: { showId: show.id } };
  const done = (now: { password: boolean; visibility: Visibility; passwordChangedAt: string | null }) => {
    queryClient.setQueryData(doorKey(show.id), now);
    setPassword('');
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
      <Problem error={set.error ?? remove.error} />
      <div className="row">
        <button type="submit" className="btn soft" disabled={set.isPending || password.length < 4}>
          {t(door?.password ? 'door.passwordChange' : 'door.passwordAsk')}
        </button>
        {door?.password && (
          <button type="button" className="btn ghost" disabled={remove.isPending} onClick={() => remove.mutate()}>
            {t('door.passwordRemove')}
          </button>
        )}
      </div>
    </form>
  );
}

function InvitationsPart({ show }: { show: Show }) {
  const { t } = useTranslation();
  const [label, setLabel] = useState('');
  const [most, setMost] = useState('');
  const [leaving, setLeaving] = useState<{ id: string; label: string }>();
  const params = { path: { showId: show.id } };
  const queryKey = ['invitations', show.id];
  const list = useQuery({
    queryKey,
    queryFn: () => answer(api.GET('/shows/{showId}/invitations', { params })),
  });
  const refresh = () => queryClient.invalidateQueries({ queryKey });
  const make = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/shows/{showId}/invitations', {
          params,
          body: { label: label.trim(), mostUses: most === '' ? null : Number(most) },
        }),
      ),
    onSuccess: async () => {
      setLabel('');
      setMost('');
      await refresh();
    },
  });
  const withdraw = useMutation({
    mutationFn: (id: string) =>
      answer(
        api.DELETE('/shows/{showId}/invitations/{showInvitationId}', {
          params: { path: { showId: show.id, showInvitationId: id } },
        }),
      ),
    onSuccess: async () => {
      setLeaving(undefined);
      make.reset();
      await refresh();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (label.trim()) make.mutate();
  };
  const items = list.data?.items ?? [];
  return (
    <section className="doorpart" aria-labelledby="door-invitations">
      <h3 id="door-invitations">{t('door.invitations')}</h3>
      <p className="muted small">{t('door.invitationsHint')}</p>
      <form onSubmit={submit}>
        <TextField
          label={t('door.label')}
          hint={t('door.labelHint')}
          value={label}
          maxLength={80}
          onChange={(event) => setLabel(event.target.value)}
        />
        <TextField
          label={t('door.mostUses')}
          hint={t('door.mostUsesHint')}
          type="number"
          min={1}
          max={100000}
          value={most}
          onChange={(event) => setMost(event.target.value)}
        />
        <Problem error={make.error ?? list.error} />
        <button type="submit" className="btn soft" disabled={make.isPending || !label.trim()}>
          <Link2 size={16} aria-hidden="true" />
          {t('door.makeLink')}
        </button>
      </form>
      {make.data && (
        <div role="status">
          <CopyField
            label={t('door.newLink', { label: make.data.label })}
            value={make.data.link}
            deed={t('door.copyLink')}
          />
          <p className="muted small">{t('door.linkOnce')}</p>
        </div>
      )}
      {items.length > 0 && (
        <ul className="doorlist">
          {items.map((one) => (
            <li key={one.id} className="row">
              <span className="grow">
                <b>{one.label}</b>
                <small className="muted">
                  {one.mostUses === null
                    ? t('door.uses', { count: one.uses })
                    : t('door.usesOf', { uses: one.uses, most: one.mostUses })}
                  {one.expiresAt && `, ${t('door.until', { when: sayWhen(one.expiresAt, Date.now(), locale()) })}`}
                </small>
              </span>
              <button
                type="button"
                className="btn ghost icon"
                aria-label={t('door.withdrawNamed', { label: one.label })}
                onClick={() => setLeaving(one)}
              >
                <Trash2 size={17} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Confirm
        open={leaving !== undefined}
        title={t('door.withdrawTitle')}
        text={t('door.withdrawText', { label: leaving?.label })}
        deed={t('door.withdraw')}
        danger
        busy={withdraw.isPending}
        problem={withdraw.error ? sayProblem(withdraw.error, t) : undefined}
        onClose={() => {
          withdraw.reset();
          setLeaving(undefined);
        }}
        onConfirm={() => leaving && withdraw.mutate(leaving.id)}
      />
    </section>
  );
}
