import { useMutation, useQuery } from '@tanstack/react-query';
import { Link2, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api, type Show } from '../api/client';
import { queryClient } from '../api/queries';
import { sayWhen } from '../app/time-core';
import { locale } from '../i18n/i18n';
import { CopyField } from '../parts/CopyField';
import { Field, TextArea, TextField } from '../parts/Field';
import { Confirm } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { DoorProblem } from './DoorProblem';
import { addressesIn, LINK_LASTS, type LinkLasts, linkEnds, linkState, MOST_LETTERS } from './invitation-core';

const listKey = (showId: string) => ['invitations', showId];
const refresh = (showId: string) => queryClient.invalidateQueries({ queryKey: listKey(showId) });

/** Links that let people in: making them, and the list of those that were made. */
export function InvitationsPart({ show }: { show: Show }) {
  const { t } = useTranslation();
  return (
    <section className="doorpart" aria-labelledby="door-invitations">
      <h3 id="door-invitations">{t('door.invitations')}</h3>
      <p className="muted small">{t('door.invitationsHint')}</p>
      <InvitationForm showId={show.id} />
      <InvitationList showId={show.id} />
    </section>
  );
}

const EMPTY = { label: '', most: '', lasts: 'ever' as LinkLasts, to: '' };

function InvitationForm({ showId }: { showId: string }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(EMPTY);
  const [fault, setFault] = useState<string>();
  const { emails, wrong } = addressesIn(draft.to);
  const make = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/shows/{showId}/invitations', {
          params: { path: { showId } },
          body: {
            label: draft.label.trim(),
            mostUses: draft.most === '' ? null : Number(draft.most),
            expiresAt: linkEnds(draft.lasts, Date.now()),
            ...(emails.length > 0 ? { emails } : {}),
          },
        }),
      ).then((made) => ({ ...made, letters: emails.length })),
    onSuccess: async () => {
      setDraft(EMPTY);
      await refresh(showId);
    },
  });
  const type = (part: Partial<typeof EMPTY>) => {
    setDraft((now) => ({ ...now, ...part }));
    setFault(undefined);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = wrong
      ? t('door.emailsWrong', { wrong })
      : emails.length > MOST_LETTERS
        ? t('door.emailsMany')
        : undefined;
    setFault(found);
    if (draft.label.trim() && !found) make.mutate();
  };
  const fields = make.error instanceof ApiProblem ? make.error.fields : {};
  return (
    <>
      <form onSubmit={submit} noValidate>
        <TextField
          label={t('door.label')}
          hint={t('door.labelHint')}
          error={fields.label}
          value={draft.label}
          maxLength={80}
          onChange={(event) => type({ label: event.target.value })}
        />
        <div className="twoup">
          <TextField
            label={t('door.mostUses')}
            hint={t('door.mostUsesHint')}
            error={fields.mostUses}
            type="number"
            inputMode="numeric"
            min={1}
            max={100000}
            value={draft.most}
            onChange={(event) => type({ most: event.target.value })}
          />
          <Field label={t('door.lasts')} hint={t('door.lastsHint')} error={fields.expiresAt}>
            {(tied) => (
              <select
                {...tied}
                value={draft.lasts}
                onChange={(event) => type({ lasts: event.target.value as LinkLasts })}
              >
                {LINK_LASTS.map((one) => (
                  <option key={one} value={one}>
                    {t(`door.last.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <TextArea
          label={t('door.emails')}
          hint={t('door.emailsHint')}
          error={fault}
          optional
          rows={2}
          maxLength={15000}
          value={draft.to}
          onChange={(event) => type({ to: event.target.value })}
        />
        <DoorProblem error={make.error} />
        <button type="submit" className="btn soft" disabled={make.isPending || !draft.label.trim()}>
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
          <p className="muted small">
            {t('door.linkOnce')} {make.data.letters > 0 && t('door.sent', { count: make.data.letters })}
          </p>
        </div>
      )}
    </>
  );
}

function InvitationList({ showId }: { showId: string }) {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState<{ id: string; label: string }>();
  const list = useQuery({
    queryKey: listKey(showId),
    queryFn: () => answer(api.GET('/shows/{showId}/invitations', { params: { path: { showId } } })),
  });
  const withdraw = useMutation({
    mutationFn: (showInvitationId: string) =>
      answer(
        api.DELETE('/shows/{showId}/invitations/{showInvitationId}', {
          params: { path: { showId, showInvitationId } },
        }),
      ),
    onSuccess: async () => {
      setLeaving(undefined);
      await refresh(showId);
    },
  });
  const now = Date.now();
  const items = list.data?.items ?? [];
  return (
    <>
      <DoorProblem error={list.error} />
      {items.length > 0 && (
        <ul className="doorlist">
          {items.map((one) => {
            const state = linkState(one, now);
            return (
              <li key={one.id} className="row">
                <span className="grow">
                  <b>{one.label}</b>
                  <small className="muted">
                    {one.mostUses === null
                      ? t('door.uses', { count: one.uses })
                      : t('door.usesOf', { uses: one.uses, most: one.mostUses })}
                    {state !== 'good' && `, ${t(`door.state.${state}`)}`}
                    {state === 'good' &&
                      one.expiresAt &&
                      `, ${t('door.until', { when: sayWhen(one.expiresAt, now, locale()) })}`}
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
            );
          })}
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
    </>
  );
}
