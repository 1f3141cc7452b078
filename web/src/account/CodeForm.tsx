import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api, type Session } from '../api/client';
import { TextField } from '../parts/Field';
import { sayProblem } from '../parts/say-problem';
import { digitsOf, isWhole } from './code-core';
import { codeSentTo, keepCodeSent } from './code-sent';

interface CodeFormProps {
  onSession: (session: Session) => void | Promise<void>;
  /** Back to the password. */
  onBack: () => void;
}

/** Signs in with a code by mail: first the address, then the six digits. */
export function CodeForm({ onSession, onBack }: CodeFormProps) {
  const { t } = useTranslation();
  const problem = useId();
  const [sentTo, setSentTo] = useState(codeSentTo);
  const [before, setBefore] = useState('');
  const ask = useMutation({
    mutationFn: (body: { email: string }) => answer(api.POST('/sessions/codes', { body })),
    onSuccess: (_done, { email }) => {
      keepCodeSent(email);
      setSentTo(email);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    ask.mutate({ email: String(new FormData(event.currentTarget).get('email')).trim() });
  };
  if (sentTo) {
    return (
      <DigitsForm
        email={sentTo}
        onSession={(session) => {
          keepCodeSent(undefined);
          return onSession(session);
        }}
        onAgain={() => {
          ask.reset();
          keepCodeSent(undefined);
          setBefore(sentTo);
          setSentTo(undefined);
        }}
      />
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
      <h1 className="title">{t('code.title')}</h1>
      <p className="muted">{t('code.lead')}</p>
      <TextField
        name="email"
        type="email"
        label={t('account.email')}
        autoComplete="username"
        defaultValue={before}
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
        {ask.isPending ? t('loading') : t('code.send')}
      </button>
      <button type="button" className="btn ghost" onClick={onBack}>
        {t('code.byPassword')}
      </button>
    </form>
  );
}

function DigitsForm({
  email,
  onSession,
  onAgain,
}: {
  email: string;
  onSession: CodeFormProps['onSession'];
  onAgain: () => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const use = useMutation({
    mutationFn: (digits: string) => answer(api.POST('/sessions/codes/use', { body: { email, code: digits } })),
    onSuccess: onSession,
    onError: () => field.current?.select(),
  });
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isWhole(code) && !use.isPending) use.mutate(code);
  };
  const typed = (text: string) => {
    const digits = digitsOf(text);
    setCode(digits);
    if (use.error) use.reset();
  };
  return (
    <form className="card entry" onSubmit={submit} data-trusted>
      <h1 className="title">{t('entrance.look')}</h1>
      <p role="status">{t('code.sent', { email })}</p>
      <div className="field">
        <label htmlFor={id}>{t('code.digits')}</label>
        <input
          ref={field}
          id={id}
          name="code"
          className="codefield"
          inputMode="numeric"
          autoComplete="one-time-code"
          enterKeyHint="go"
          required
          value={code}
          aria-describedby={use.error ? `${id}problem` : undefined}
          aria-invalid={use.error ? true : undefined}
          onChange={({ target }) => typed(target.value)}
          onPaste={(event) => {
            event.preventDefault();
            typed(event.clipboardData.getData('text'));
          }}
        />
      </div>
      {use.error && (
        <p id={`${id}problem`} className="problem" role="alert">
          {use.error instanceof ApiProblem && use.error.code === 'code-not-good'
            ? t('code.notGood')
            : sayProblem(use.error, t)}
        </p>
      )}
      <button type="submit" className="btn primary big" disabled={use.isPending || !isWhole(code)}>
        {use.isPending ? t('loading') : t('account.signIn')}
      </button>
      <button type="button" className="btn soft" onClick={onAgain}>
        {t('code.again')}
      </button>
    </form>
  );
}
