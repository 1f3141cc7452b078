import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client';
import { keep } from '../app/keep';
import { useTitle } from '../app/use-title';
import { TextField } from '../parts/Field';
import { FreshTitle } from '../parts/FreshTitle';
import { sayProblem } from '../parts/say-problem';
import { ASKED } from './UserName';

export function ForgotPage() {
  const { t } = useTranslation();
  const problem = useId();
  useTitle(t('entrance.forgotTitle'));
  const ask = useMutation({
    mutationFn: (body: { email: string }) => answer(api.POST('/accounts/forgot', { body })),
    // The page that the letter leads to tells password managers whose new password it is.
    onSuccess: (_done, { email }) => keep(ASKED, email),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    ask.mutate({ email: String(new FormData(event.currentTarget).get('email')).trim() });
  };
  if (ask.isSuccess) {
    return (
      <div className="card entry">
        <FreshTitle>{t('entrance.look')}</FreshTitle>
        <p>{t('entrance.lookForgot', { email: ask.variables.email })}</p>
        <button type="button" className="btn soft" onClick={() => ask.reset()}>
          {t('entrance.again')}
        </button>
        <Link to="/sign-in">{t('account.signIn')}</Link>
      </div>
    );
  }
  return (
    <form
      className="card entry"
      onSubmit={submit}
      onInput={() => ask.error && ask.reset()}
      aria-describedby={ask.error ? problem : undefined}
      data-trusted
    >
      <h1 className="title">{t('entrance.forgotTitle')}</h1>
      <p className="muted">{t('entrance.forgotLead')}</p>
      <TextField
        name="email"
        type="email"
        label={t('account.email')}
        autoComplete="username"
        required
        error={ask.error instanceof ApiProblem ? ask.error.fields.email : undefined}
        autoFocus
      />
      {ask.error && (
        <p id={problem} className="problem" role="alert">
          {sayProblem(ask.error, t)}
        </p>
      )}
      <button type="submit" className="btn primary big" disabled={ask.isPending}>
        {ask.isPending ? t('loading') : t('entrance.send')}
      </button>
      <Link to="/sign-in">{t('account.signIn')}</Link>
    </form>
  );
}
