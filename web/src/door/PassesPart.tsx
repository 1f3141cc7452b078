import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Ticket, Undo2 } from 'lucide-react';
import { type FormEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api, type Show } from '../api/client';
import { FIRST_PAGE, nextPage } from '../api/pages-core';
import { queryClient } from '../api/queries';
import { sayWhen } from '../app/time-core';
import { locale } from '../i18n/i18n';
import { CopyField } from '../parts/CopyField';
import { Field, TextField } from '../parts/Field';
import { Confirm } from '../parts/Sheet';
import { ShowMore } from '../parts/ShowMore';
import { sayProblem } from '../parts/say-problem';
import { type BrandPass, PASS_HOURS, PASS_ROLES, type PassRole, passEnds, passState } from './brand-pass-core';
import { DoorProblem } from './DoorProblem';

const listKey = (showId: string) => ['passes', showId];
const who = (pass: Pick<BrandPass, 'name' | 'userId'>) => pass.name ?? pass.userId;

/** Passes for the brand's own users: mostly made by its site, now and then by hand. */
export function PassesPart({ show }: { show: Show }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <details className="doorpart" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('door.passes')}</summary>
      <div className="doorpart">
        <p className="muted small">{t('door.passesHint')}</p>
        <PassForm showId={show.id} />
        {open && <PassList showId={show.id} />}
      </div>
    </details>
  );
}

const EMPTY = { userId: '', name: '', role: 'viewer' as PassRole, hours: 4, singleUse: false };

function PassForm({ showId }: { showId: string }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(EMPTY);
  const switchId = useId();
  const make = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/shows/{showId}/passes', {
          params: { path: { showId } },
          body: {
            userId: draft.userId.trim(),
            name: draft.name.trim() || null,
            role: draft.role,
            expiresAt: passEnds(draft.hours, Date.now()),
            singleUse: draft.singleUse,
          },
        }),
      ),
    onSuccess: async () => {
      setDraft(EMPTY);
      await queryClient.invalidateQueries({ queryKey: listKey(showId) });
    },
  });
  const type = (part: Partial<typeof EMPTY>) => setDraft((now) => ({ ...now, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.userId.trim()) make.mutate();
  };
  const fields = make.error instanceof ApiProblem ? make.error.fields : {};
  const made = make.data;
  return (
    <>
      <form onSubmit={submit} noValidate>
        <div className="twoup">
          <TextField
            label={t('door.userId')}
            hint={t('door.userIdHint')}
            error={fields.userId}
            value={draft.userId}
            maxLength={64}
            autoComplete="off"
            onChange={(event) => type({ userId: event.target.value })}
          />
          <TextField
            label={t('door.passName')}
            error={fields.name}
            value={draft.name}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => type({ name: event.target.value })}
          />
        </div>
        <div className="twoup">
          <Field label={t('door.role')}>
            {(tied) => (
              <select {...tied} value={draft.role} onChange={(event) => type({ role: event.target.value as PassRole })}>
                {PASS_ROLES.map((role) => (
                  <option key={role} value={role}>
                    {t(`door.roles.${role}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('door.hours')} error={fields.expiresAt}>
            {(tied) => (
              <select {...tied} value={draft.hours} onChange={(event) => type({ hours: Number(event.target.value) })}>
                {PASS_HOURS.map((count) => (
                  <option key={count} value={count}>
                    {t('door.hour', { count })}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <label className="check" htmlFor={switchId}>
          <input
            id={switchId}
            type="checkbox"
            className="switch"
            checked={draft.singleUse}
            onChange={(event) => type({ singleUse: event.target.checked })}
          />
          <span>
            <b>{t('door.single')}</b>
            <small className="muted">{t('door.singleHint')}</small>
          </span>
        </label>
        <DoorProblem error={make.error} />
        <button type="submit" className="btn soft" disabled={make.isPending || !draft.userId.trim()}>
          <Ticket size={16} aria-hidden="true" />
          {t('door.makePass')}
        </button>
      </form>
      {made && (
        <div role="status" className="doorpart">
          <CopyField label={t('door.newPass', { who: who(made) })} value={made.watch} deed={t('door.copyPass')} />
          <CopyField
            label={t('door.passFrame')}
            value={`${location.origin}/s/${showId}/embed#pass=${made.pass}`}
            deed={t('door.copyPassFrame')}
          />
          <p className="muted small">{t('door.passOnce', { who: who(made) })}</p>
        </div>
      )}
    </>
  );
}

function PassList({ showId }: { showId: string }) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const [leaving, setLeaving] = useState<BrandPass>();
  const query = useInfiniteQuery({
    queryKey: listKey(showId),
    queryFn: ({ signal, pageParam }) =>
      answer(api.GET('/shows/{showId}/passes', { params: { path: { showId }, query: pageParam }, signal })),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: nextPage,
  });
  const revoke = useMutation({
    mutationFn: (passId: string) =>
      answer(api.DELETE('/shows/{showId}/passes/{passId}', { params: { path: { showId, passId } } })),
    onSuccess: async () => {
      setLeaving(undefined);
      await queryClient.invalidateQueries({ queryKey: listKey(showId) });
    },
  });
  const now = Date.now();
  const passes = (query.data?.pages ?? []).flatMap(({ items }) => items);
  const said = (pass: BrandPass) => {
    switch (passState(pass, now)) {
      case 'good':
        return t('door.passGood', { when: sayWhen(pass.expiresAt, now, locale()) });
      case 'expired':
        return t('door.passExpired');
      case 'revoked':
        return t('door.passRevoked');
    }
  };
  return (
    <>
      <DoorProblem error={query.error} />
      {passes.length > 0 && (
        <ul className="doorlist" ref={list}>
          {passes.map((pass) => (
            <li key={pass.id} className="row">
              <span className="grow">
                <b>{who(pass)}</b>
                <small className="muted">
                  {[pass.name ? pass.userId : undefined, t(`door.roles.${pass.role}`), said(pass)]
                    .filter(Boolean)
                    .join(', ')}
                </small>
              </span>
              {passState(pass, now) === 'good' && (
                <button
                  type="button"
                  className="btn ghost icon"
                  aria-label={t('door.revokeNamed', { who: who(pass) })}
                  onClick={() => setLeaving(pass)}
                >
                  <Undo2 size={17} aria-hidden="true" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <ShowMore list={list} group={t('door.passes')} query={query} />
      <Confirm
        open={leaving !== undefined}
        title={t('door.revokeTitle')}
        text={t('door.revokeText', { who: leaving && who(leaving) })}
        deed={t('door.revoke')}
        danger
        busy={revoke.isPending}
        problem={revoke.error ? sayProblem(revoke.error, t) : undefined}
        onClose={() => {
          revoke.reset();
          setLeaving(undefined);
        }}
        onConfirm={() => leaving && revoke.mutate(leaving.id)}
      />
    </>
  );
}
