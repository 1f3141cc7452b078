import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client';
import { useTitle } from '../app/use-title';
import { PasswordField, TextField } from '../parts/Field';
import { FreshTitle } from '../parts/FreshTitle';
import { sayProblem } from '../parts/say-problem';
import { invitationOf } from './link-core';

const route = getRouteApi('/sign-up');

export function SignUpPage() {
  const { t } = useTranslation();
  const { next } = route.useSearch();
  const invitation = invitationOf(next);
  const back = next ? { next } : {};
  const problem = useId();
  useTitle(t('entrance.signUp'));
  const signUp = useMutation({
    mutationFn: (body: { name: string; email: string; password: string; invitation?: string }) =>
      answer(api.POST('/accounts', { body })),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name));
    signUp.mutate({
      name: text('name').trim(),
      email: text('email').trim(),
      password: text('password'),
      ...(invitation ? { invitation } : {}),
    });
  };
  const error = signUp.error;
  const fields = error instanceof ApiProblem ? error.fields : {};
  if (signUp.isSuccess) {
    return (
      <div className="card entry">
        <FreshTitle>{t('entrance.look')}</FreshTitle>
        <p>{t('entrance.lookSignUp', { email: signUp.variables.email })}</p>
        <button type="button" className="btn soft" onClick={() => signUp.reset()}>
          {t('entrance.again')}
        </button>
        <Link to="/sign-in" search={back}>
          {t('account.signIn')}
        </Link>
      </div>
    );
  }
  return (
    <form
      className="card entry"
      onSubmit={submit}
      onInput={() => signUp.error && signUp.reset()}
      aria-describedby={error ? problem : undefined}
      data-trusted
    >
      <h1 className="title">{t('entrance.signUp')}</h1>
      <p className="muted">{t('entrance.signUpLead')}</p>
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
          {sayProblem(error, t)}
        </p>
      )}
      <button type="submit" className="btn primary big" disabled={signUp.isPending}>
        {signUp.isPending ? t('loading') : t('account.create')}
      </button>
      <Link to="/sign-in" search={back}>
        {t('entrance.haveOne')}
      </Link>
    </form>
  );
}
