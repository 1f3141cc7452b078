import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api, type Session } from '../api/client';
import { useTitle } from '../app/use-title';
import { sayProblem } from '../parts/say-problem';
import { useToken } from './use-token';
import { welcome } from './welcome';

/** A press confirms, not the visit: programs that look into letters open every link. */
export function ConfirmPage() {
  const { t } = useTranslation();
  const token = useToken();
  const navigate = useNavigate();
  useTitle(t('entrance.confirmTitle'));
  const confirm = useMutation({
    mutationFn: (body: { token: string }) => answer(api.POST('/accounts/confirm', { body })),
    onSuccess: async (session: Session) => {
      welcome(session);
      await navigate({ to: '/manage', replace: true });
    },
  });
  return (
    <div className="card entry">
      <h1 className="title">{t('entrance.confirmTitle')}</h1>
      {token ? <p className="muted">{t('entrance.confirmLead')}</p> : <p>{t('entrance.notWhole')}</p>}
      {confirm.error && (
        <p className="problem" role="alert">
          {sayProblem(confirm.error, t)}
        </p>
      )}
      {token && (
        <button
          type="button"
          className="btn primary big"
          disabled={confirm.isPending}
          onClick={() => confirm.mutate({ token })}
        >
          {confirm.isPending ? t('loading') : t('entrance.confirm')}
        </button>
      )}
      <Link to="/sign-in">{t('account.signIn')}</Link>
    </div>
  );
}
