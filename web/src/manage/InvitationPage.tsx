import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client';
import { PendingPage } from '../app/pages';
import { sayWhen } from '../app/time-core';
import { useSession } from '../app/use-session';
import { useTitle } from '../app/use-title';
import { locale } from '../i18n/i18n';
import { sayProblem } from '../parts/say-problem';
import { ChannelMark } from './ChannelMark';
import { nameOf } from './desk-core';
import { refreshSession } from './use-desk';
import './manage.css';
import './words';

/** What an invitation's link asks to. The token stands behind the #, and goes to no server but in a body. */
export function InvitationPage() {
  const { t } = useTranslation();
  const token = useLocation({ select: ({ hash }) => hash });
  const navigate = useNavigate();
  const session = useSession();
  const signedIn = session?.account;
  useTitle(t('desk.invitation.title'));
  const read = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => answer(api.POST('/invitation', { body: { token }, signal })),
    enabled: token !== '' && session !== undefined,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const accept = useMutation({
    mutationFn: () => answer(api.POST('/invitation/accept', { body: { token } })),
    onSuccess: async ({ channel }) => {
      await refreshSession();
      await navigate({ to: '/manage/$channel/shows', params: { channel: nameOf(channel) }, replace: true });
    },
  });
  if (token === '') return <Bad title={t('desk.invitation.noneTitle')} text={t('desk.invitation.none')} />;
  const error = accept.error ?? read.error;
  if (error instanceof ApiProblem && (error.code === 'invitation-not-good' || error.status === 400))
    return <Bad title={t('desk.invitation.badTitle')} text={t('desk.invitation.bad')} />;
  if (!read.data && !error) return <PendingPage />;
  // Back here, with the token still behind the #.
  const next = `/manage/invitation#${token}`;
  return (
    <div className="card entry" data-trusted>
      {read.data && (
        <>
          <ChannelMark channel={read.data.channel} />
          <h1 className="title">{t('desk.invitation.title')}</h1>
          <p>
            {t(`desk.invitation.lead_${read.data.role}`, { channel: read.data.channel.name })}{' '}
            {read.data.invitedBy && t('desk.invitation.by', { name: read.data.invitedBy })}
          </p>
          <small className="muted">
            {t('desk.invitation.until', { when: sayWhen(read.data.expiresAt, Date.now(), locale()) })}
          </small>
        </>
      )}
      {error && (
        <p className="problem" role="alert">
          {sayProblem(error, t)}
        </p>
      )}
      {read.data &&
        (signedIn ? (
          <>
            <button
              type="button"
              className="btn primary big"
              disabled={accept.isPending}
              onClick={() => accept.mutate()}
            >
              {accept.isPending ? t('loading') : t('desk.invitation.accept', { channel: read.data.channel.name })}
            </button>
            <small className="muted">{t('desk.invitation.as', { email: signedIn.email })}</small>
          </>
        ) : (
          <>
            <p className="muted">{t('desk.invitation.signInText')}</p>
            <Link to="/sign-in" search={{ next }} className="btn primary big">
              {t('desk.invitation.signIn')}
            </Link>
          </>
        ))}
    </div>
  );
}

function Bad({ title, text }: { title: string; text: string }) {
  const { t } = useTranslation();
  return (
    <div className="card entry" role="alert">
      <h1 className="title">{title}</h1>
      <p>{text}</p>
      <Link to="/manage" className="btn soft">
        {t('desk.invitation.toChannel')}
      </Link>
    </div>
  );
}
