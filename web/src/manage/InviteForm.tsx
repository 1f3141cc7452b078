import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client';
import { queryClient } from '../api/queries';
import { CopyField } from '../parts/CopyField';
import { Field, TextField } from '../parts/Field';
import { sayProblem } from '../parts/say-problem';
import { type InvitationMade, invitationsQuery, type TeamRole } from './desk-queries';
import { ROLES } from './TeamPage';

/** Invites somebody by e-mail, and tells the link that is told once. */
export function InviteForm({ channelId, alone }: { channelId: string; alone: boolean }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<TeamRole>('producer');
  const [missing, setMissing] = useState(false);
  const [made, setMade] = useState<InvitationMade>();
  const field = useRef<HTMLInputElement>(null);
  const invite = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/channels/{channelId}/invitations', {
          params: { path: { channelId } },
          body: { email: email.trim(), role },
        }),
      ),
    onSuccess: async (invitation) => {
      setMade(invitation);
      setEmail('');
      await queryClient.invalidateQueries({ queryKey: invitationsQuery(channelId).queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = !/^[^@\s]+@[^@\s]+$/.test(email.trim());
    setMissing(wrong);
    if (wrong) field.current?.focus();
    else invite.mutate();
  };
  const fields = invite.error instanceof ApiProblem ? invite.error.fields : {};
  return (
    <section className="card" aria-labelledby="invite-title">
      <h2 id="invite-title">{alone ? t('desk.team.aloneTitle') : t('desk.team.invite')}</h2>
      {alone && <p className="muted">{t('desk.team.alone')}</p>}
      <form className="form" onSubmit={submit} noValidate>
        <div className="twoup">
          <TextField
            ref={field}
            label={t('desk.team.inviteEmail')}
            type="email"
            autoComplete="off"
            value={email}
            maxLength={254}
            error={missing ? t('desk.team.emailMissing') : fields.email}
            onChange={(event) => {
              setEmail(event.target.value);
              setMissing(false);
            }}
          />
          <Field label={t('desk.team.inviteRole')} hint={t(`desk.rolesExplained.${role}`)}>
            {(tied) => (
              <select {...tied} value={role} onChange={(event) => setRole(event.target.value as TeamRole)}>
                {ROLES.map((one) => (
                  <option key={one} value={one}>
                    {t(`desk.roles.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        {invite.error && !fields.email && (
          <p className="problem" role="alert">
            {sayProblem(invite.error, t)}
          </p>
        )}
        <button type="submit" className="btn primary" disabled={invite.isPending}>
          {invite.isPending ? t('loading') : t('desk.team.inviteIt')}
        </button>
      </form>
      {made && (
        <div className="told" role="status">
          <b>{t('desk.team.invited', { email: made.email })}</b>
          <p className="muted">{t('desk.team.invitedText')}</p>
          <CopyField label={t('desk.team.link')} value={made.link} deed={t('desk.team.copyLink')} />
        </div>
      )}
    </section>
  );
}
