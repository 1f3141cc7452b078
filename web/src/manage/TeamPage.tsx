import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LogOut, UserMinus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client';
import { queryClient } from '../api/queries';
import { PendingPage } from '../app/pages';
import { sayWhen } from '../app/time-core';
import { useSession } from '../app/use-session';
import { useTitle } from '../app/use-title';
import { locale } from '../i18n/i18n';
import { Face } from '../parts/Face';
import { Confirm } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { type Invitation, invitationsQuery, type Member, membersQuery, type TeamRole } from './desk-queries';
import { InviteForm } from './InviteForm';
import { refreshSession, useDesk } from './use-desk';

export const ROLES: readonly TeamRole[] = ['owner', 'producer', 'moderator'];

/** What is about to be done to a member, until it is confirmed. */
type Deed = { kind: 'remove' | 'leave'; member: Member } | { kind: 'less'; member: Member; role: TeamRole };

/** Who runs the channel, who is invited, and what each may do. */
export function TeamPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { channel, may } = useDesk();
  const changes = may('change-team');
  const mine = useSession()?.account?.id;
  const [deed, setDeed] = useState<Deed>();
  const members = useQuery(membersQuery(channel.id));
  useTitle(`${t('desk.team.title')} · ${channel.name}`);

  const change = useMutation({
    mutationFn: ({ member, role }: { member: Member; role: TeamRole }) =>
      answer(api.PATCH('/channels/{channelId}/members/{accountId}', { params: pathOf(member), body: { role } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: membersQuery(channel.id).queryKey }),
    onSuccess: async (_done, { member }) => {
      setDeed(undefined);
      if (member.accountId === mine) await refreshSession();
    },
  });
  const go = useMutation({
    mutationFn: ({ kind, member }: Deed) =>
      kind === 'leave'
        ? answer(api.POST('/channels/{channelId}/leave', { params: { path: { channelId: channel.id } } }))
        : answer(api.DELETE('/channels/{channelId}/members/{accountId}', { params: pathOf(member) })),
    onSuccess: async (_done, { member }) => {
      setDeed(undefined);
      if (member.accountId === mine) {
        await navigate({ to: '/manage' });
        await refreshSession();
        await navigate({ to: '/manage', replace: true });
      } else await queryClient.invalidateQueries({ queryKey: membersQuery(channel.id).queryKey });
    },
  });
  const pathOf = (member: Member) => ({ path: { channelId: channel.id, accountId: member.accountId } });
  const pick = (member: Member, role: TeamRole) => {
    change.reset();
    // Nobody gives themselves back what they gave up.
    if (member.accountId === mine && member.role === 'owner') setDeed({ kind: 'less', member, role });
    else change.mutate({ member, role });
  };

  const items = members.data?.items ?? [];
  const error = members.error ?? (deed ? undefined : change.error);
  const busy = go.isPending || change.isPending;
  return (
    <div className="dash">
      <div className="dash-head">
        <h1 className="title">{t('desk.team.title')}</h1>
      </div>
      {error && (
        <p className="problem" role="alert">
          {sayProblem(error, t)}
        </p>
      )}
      {members.isPending && <PendingPage />}
      <div className="stack">
        {items.length > 0 && (
          <section className="group" aria-label={t('desk.team.members')}>
            <ul className="card rows">
              {items.map((member) => (
                <MemberRow
                  key={member.accountId}
                  member={member}
                  me={member.accountId === mine}
                  changes={changes}
                  busy={change.isPending}
                  onRole={(role) => pick(member, role)}
                  onGo={(kind) => {
                    go.reset();
                    setDeed({ kind, member });
                  }}
                />
              ))}
            </ul>
          </section>
        )}
        {changes && (
          <>
            <InviteForm channelId={channel.id} alone={items.length < 2} />
            <OpenInvitations channelId={channel.id} />
          </>
        )}
      </div>
      {deed && (
        <Confirm
          open
          danger
          title={t(`desk.team.${deed.kind}Title`, { name: deed.member.name, channel: channel.name })}
          text={t(`desk.team.${deed.kind}Text`)}
          deed={t(`desk.team.${deed.kind}It`)}
          busy={busy}
          problem={go.error || change.error ? sayProblem(go.error ?? change.error, t) : undefined}
          onClose={() => {
            setDeed(undefined);
            change.reset();
          }}
          onConfirm={() => (deed.kind === 'less' ? change.mutate(deed) : go.mutate(deed))}
        />
      )}
    </div>
  );
}

interface MemberRowProps {
  member: Member;
  me: boolean;
  changes: boolean;
  busy: boolean;
  onRole: (role: TeamRole) => void;
  onGo: (kind: 'remove' | 'leave') => void;
}

function MemberRow({ member, me, changes, busy, onRole, onGo }: MemberRowProps) {
  const { t } = useTranslation();
  const { accountId, name, avatarThumbnailUrl, email, role, joinedAt } = member;
  const since = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(new Date(joinedAt));
  return (
    <li className="personrow">
      <Face id={accountId} name={name} url={avatarThumbnailUrl} />
      <div className="grow">
        <b>
          {name} {me && <span className="tagpill">{t('desk.team.you')}</span>}
        </b>
        <small className="muted">
          {email ? `${email}, ` : ''}
          {t('desk.team.since', { when: since })}
        </small>
      </div>
      {changes ? (
        <select
          aria-label={t('desk.team.role', { name })}
          value={role}
          disabled={busy}
          onChange={(event) => onRole(event.target.value as TeamRole)}
        >
          {ROLES.map((one) => (
            <option key={one} value={one}>
              {t(`desk.roles.${one}`)}
            </option>
          ))}
        </select>
      ) : (
        <span className="tagpill">{t(`desk.roles.${role}`)}</span>
      )}
      {me ? (
        <button
          type="button"
          className="btn ghost icon"
          aria-label={t('desk.team.leave')}
          onClick={() => onGo('leave')}
        >
          <LogOut size={17} aria-hidden="true" />
        </button>
      ) : (
        changes && (
          <button
            type="button"
            className="btn ghost icon"
            aria-label={t('desk.team.remove', { name })}
            onClick={() => onGo('remove')}
          >
            <UserMinus size={17} aria-hidden="true" />
          </button>
        )
      )}
    </li>
  );
}

function OpenInvitations({ channelId }: { channelId: string }) {
  const { t } = useTranslation();
  const open = useQuery(invitationsQuery(channelId));
  const [said, setSaid] = useState('');
  const withdraw = useMutation({
    mutationFn: ({ id }: Invitation) =>
      answer(
        api.DELETE('/channels/{channelId}/invitations/{invitationId}', {
          params: { path: { channelId, invitationId: id } },
        }),
      ),
    onSuccess: () => setSaid(t('desk.team.withdrawn')),
    onSettled: () => queryClient.invalidateQueries({ queryKey: invitationsQuery(channelId).queryKey }),
  });
  const error = open.error ?? withdraw.error;
  const items = open.data?.items ?? [];
  return (
    <section className="group" aria-label={t('desk.team.open')}>
      {items.length > 0 && (
        <>
          <h2>{t('desk.team.open')}</h2>
          <ul className="card rows">
            {items.map((one) => (
              <li key={one.id} className="personrow">
                <div className="grow">
                  <b>{one.email}</b>
                  <small className="muted">
                    {t('desk.team.openUntil', {
                      role: t(`desk.roles.${one.role}`),
                      when: sayWhen(one.expiresAt, Date.now(), locale()),
                    })}
                  </small>
                </div>
                <button
                  type="button"
                  className="btn ghost icon"
                  aria-label={t('desk.team.withdraw', { email: one.email })}
                  disabled={withdraw.isPending}
                  onClick={() => withdraw.mutate(one)}
                >
                  <X size={17} aria-hidden="true" />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <small role="status" className="muted">
        {said}
      </small>
      {error && (
        <p className="problem" role="alert">
          {sayProblem(error, t)}
        </p>
      )}
    </section>
  );
}
