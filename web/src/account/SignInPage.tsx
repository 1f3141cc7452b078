import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Session } from '../api/client';
import { useSession } from '../app/use-session';
import { useTitle } from '../app/use-title';
import { PasswordField, TextField } from '../parts/Field';
import { sayProblem } from '../parts/say-problem';
import { ByOthers, ByOthersFault } from './ByOthers';
import { CodeForm } from './CodeForm';
import { codeSentTo } from './code-sent';
import { nextOf } from './next-core';
import { providersQuery } from './self-queries';
import { welcome } from './welcome';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { t } = useTranslation();
  const { next, problem: fault } = route.useSearch();
  const router = useRouter();
  const problem = useId();
  const setupNeeded = useSession()?.setupNeeded;
  useTitle(t('account.signInTitle'));
  const [byCode, setByCode] = useState(() => codeSentTo() !== undefined);
  const providers = useQuery(providersQuery).data;
  const enter = async (session: Session) => {
    welcome(session);
    await router.navigate({ href: nextOf(next), replace: true });
  };
  const signIn = useMutation({
    mutationFn: (body: { email: string; password: string }) => answer(api.POST('/session', { body })),
    onSuccess: enter,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get('email')).trim(), password: String(form.get('password')) });
  };
  if (byCode) return <CodeForm onSession={enter} onBack={() => setByCode(false)} />;
  return (
    <form
      className="card entry"
      onSubmit={submit}
      // What the server said was about other words: it must not stand beside what the browser says about these.
      onInput={() => signIn.error && signIn.reset()}
      aria-describedby={signIn.error ? problem : undefined}
      data-trusted
    >
      <h1 className="title">{t('account.signInTitle')}</h1>
      <p className="muted">{setupNeeded ? t('account.setupNeeded') : t('account.signInLead')}</p>
      <ByOthersFault problem={fault} />
      <TextField name="email" type="email" label={t('account.email')} autoComplete="username" required autoFocus />
      <PasswordField name="password" label={t('account.password')} autoComplete="current-password" required />
      {signIn.error && (
        <p id={problem} className="problem" role="alert">
          {sayProblem(signIn.error, t)}
        </p>
      )}
      <button type="submit" className="btn primary big" disabled={signIn.isPending}>
        {signIn.isPending ? t('loading') : t('account.signIn')}
      </button>
      {!setupNeeded && providers?.mail && (
        <button type="button" className="btn soft" onClick={() => setByCode(true)}>
          {t('code.sendMe')}
        </button>
      )}
      <ByOthers next={next} />
      {!setupNeeded && (
        <>
          <Link to="/account/forgot">{t('entrance.forgot')}</Link>
          <Link to="/sign-up" search={next ? { next } : {}}>
            {t('entrance.noneYet')}
          </Link>
        </>
      )}
    </form>
  );
}
