import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api, type Session } from '../api/client';
import { useSession } from '../app/use-session';
import { useTitle } from '../app/use-title';
import { PasswordField, TextField } from '../parts/Field';
import { sayProblem } from '../parts/say-problem';
import { welcome } from './welcome';

const route = getRouteApi('/setup');

/** First run: the one-time link from the log makes the owner's account. */
export function SetupPage() {
  const { t } = useTranslation();
  const { token } = route.useSearch();
  const navigate = useNavigate();
  const problem = useId();
  const session = useSession();
  useTitle(t('account.setupTitle'));
  const create = useMutation({
    mutationFn: (body: { token: string; name: string; email: string; password: string }) =>
      answer(api.POST('/setup', { body })),
    onSuccess: async (made: Session) => {
      welcome(made);
      await navigate({ to: '/manage', replace: true });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name));
    create.mutate({
      token: token ?? '',
      name: text('name').trim(),
      email: text('email').trim(),
      password: text('password'),
    });
  };
  const error = create.error;
  const fields = error instanceof ApiProblem ? error.fields : {};
  const done = session?.setupNeeded === false || (error instanceof ApiProblem && error.code === 'setup-done');
  if (!token || done) {
    return (
      <div className="card entry">
        <h1 className="title">{t('account.setupTitle')}</h1>
        <p>{done ? t('account.setupDone') : t('account.setupNoToken')}</p>
        {done && (
          <Link to="/sign-in" className="btn primary">
            {t('account.signIn')}
          </Link>
        )}
      </div>
    );
  }
  return (
    <form
      className="card entry"
      onSubmit={submit}
      // What the server said was about other words: it must not stand beside what the browser says about these.
      onInput={() => create.error && create.reset()}
      aria-describedby={error ? problem : undefined}
      data-trusted
    >
      <h1 className="title">{t('account.setupTitle')}</h1>
      <p className="muted">{t('account.setupLead')}</p>
      <TextField
        name="name"
        label={t('account.name')}
        autoComplete="name"
        required
        maxLength={80}
        error={fields.name}
        autoFocus
      />
      <TextField
        name="email"
        type="email"
        label={t('account.email')}
        autoComplete="username"
        required
        error={fields.email}
      />
      <PasswordField
        name="password"
        label={t('account.password')}
        autoComplete="new-password"
        required
        minLength={10}
        hint={t('account.passwordHint')}
        error={fields.password}
      />
      {error && !fields.password && (
        <p id={problem} className="problem" role="alert">
          {error instanceof ApiProblem && error.code === 'setup-token-wrong'
            ? t('account.setupWrong')
            : sayProblem(error, t)}
        </p>
      )}
      <button type="submit" className="btn primary big" disabled={create.isPending}>
        {create.isPending ? t('loading') : t('account.create')}
      </button>
    </form>
  );
}
