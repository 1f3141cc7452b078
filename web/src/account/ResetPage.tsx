import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api, type Session } from '../api/client';
import { keep, kept } from '../app/keep';
import { useTitle } from '../app/use-title';
import { PasswordField } from '../parts/Field';
import { sayProblem } from '../parts/say-problem';
import { ASKED, UserName } from './UserName';
import { useToken } from './use-token';
import { welcome } from './welcome';

export function ResetPage() {
  const { t } = useTranslation();
  const token = useToken();
  const navigate = useNavigate();
  const problem = useId();
  useTitle(t('entrance.resetTitle'));
  const reset = useMutation({
    mutationFn: (body: { token: string; password: string }) => answer(api.POST('/accounts/reset', { body })),
    onSuccess: async (session: Session) => {
      keep(ASKED, '');
      welcome(session);
      await navigate({ to: '/manage', replace: true });
    },
  });
  if (!token) {
    return (
      <div className="card entry">
        <h1 className="title">{t('entrance.resetTitle')}</h1>
        <p>{t('entrance.notWhole')}</p>
        <Link to="/account/forgot" className="btn primary">
          {t('entrance.newLink')}
        </Link>
      </div>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    reset.mutate({ token, password: String(new FormData(event.currentTarget).get('password')) });
  };
  const error = reset.error;
  const fields = error instanceof ApiProblem ? error.fields : {};
  return (
    <form
      className="card entry"
      onSubmit={submit}
      onInput={() => reset.error && reset.reset()}
      aria-describedby={error ? problem : undefined}
      data-trusted
    >
      <h1 className="title">{t('entrance.resetTitle')}</h1>
      <p className="muted">{t('entrance.resetLead')}</p>
      <UserName email={kept(ASKED) ?? ''} />
      <PasswordField
        name="password"
        label={t('entrance.newPassword')}
        autoComplete="new-password"
        required
        minLength={10}
        hint={t('account.passwordHint')}
        error={fields.password}
        autoFocus
      />
      {error && !fields.password && (
        <p id={problem} className="problem" role="alert">
          {sayProblem(error, t)}
        </p>
      )}
      <button type="submit" className="btn primary big" disabled={reset.isPending}>
        {reset.isPending ? t('loading') : t('entrance.setPassword')}
      </button>
      <Link to="/account/forgot">{t('entrance.newLink')}</Link>
    </form>
  );
}
