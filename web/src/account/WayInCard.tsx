import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client';
import { queryClient } from '../api/queries';
import { PasswordField, TextField } from '../parts/Field';
import { Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { ConfirmAgain } from './ConfirmAgain';
import { isStale, ProveSheet, useFresh } from './Fresh';
import { type OwnAccount, ownAccountQuery, refreshActivity, SESSIONS } from './self-queries';
import { UserName } from './UserName';

/** The address and the password that one signs in with. */
export function WayInCard({ account }: { account: OwnAccount }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'email' | 'password'>();
  const [said, setSaid] = useState('');
  const keep = useMutation({
    mutationFn: () => answer(api.DELETE('/account/email')),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ownAccountQuery.queryKey }),
  });
  const done = (text: string) => {
    setOpen(undefined);
    setSaid(text);
  };
  return (
    <section className="card selfcard" aria-labelledby="wayin-title">
      <h2 id="wayin-title">{t('self.signIn')}</h2>
      <div className="wayin">
        <div className="grow">
          <b>{t('account.email')}</b>
          <small className="muted">
            {account.email || t('self.emailNone')}
            {account.email && !account.verified && ` · ${t('self.emailUnproved')}`}
          </small>
        </div>
        <button type="button" className="btn soft" onClick={() => setOpen('email')}>
          {account.email ? t('self.emailChange') : t('self.emailAdd')}
        </button>
      </div>
      <ConfirmAgain account={account} />
      {account.newEmail && (
        <div className="told row wrap">
          <span className="grow">{t('self.emailWaits', { email: account.newEmail })}</span>
          <button type="button" className="btn soft" disabled={keep.isPending} onClick={() => keep.mutate()}>
            {t('self.emailKeep')}
          </button>
        </div>
      )}
      <div className="wayin">
        <div className="grow">
          <b>{t('account.password')}</b>
          <small className="muted">
            {account.hasPassword
              ? t('self.passwordThere')
              : account.verified
                ? t('self.passwordNone')
                : t('self.passwordLater')}
          </small>
        </div>
        <button type="button" className="btn soft" disabled={!account.verified} onClick={() => setOpen('password')}>
          {account.hasPassword ? t('self.passwordChange') : t('self.passwordSet')}
        </button>
      </div>
      <small role="status" className="good">
        {said}
      </small>
      {keep.error && (
        <p className="problem" role="alert">
          {sayProblem(keep.error, t)}
        </p>
      )}
      {open === 'email' && <EmailSheet account={account} onClose={() => setOpen(undefined)} onDone={done} />}
      {open === 'password' && <PasswordSheet account={account} onClose={() => setOpen(undefined)} onDone={done} />}
    </section>
  );
}

interface SheetProps {
  account: OwnAccount;
  onClose: () => void;
  onDone: (said: string) => void;
}

function EmailSheet({ account, onClose, onDone }: SheetProps) {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const fresh = useFresh();
  const ask = useMutation({
    mutationFn: () => answer(api.POST('/account/email', { body: { email: email.trim() } })),
    onSuccess: async () => {
      await Promise.all([queryClient.invalidateQueries({ queryKey: ownAccountQuery.queryKey }), refreshActivity()]);
      onDone(t('self.emailSent', { email: email.trim() }));
    },
    onError: (error) => fresh.after(() => ask.mutate())(error),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  const fields = ask.error instanceof ApiProblem ? ask.error.fields : {};
  return (
    <Sheet title={account.email ? t('self.emailChange') : t('self.emailAdd')} open onClose={onClose}>
      <form className="form" onSubmit={submit} onInput={() => ask.error && ask.reset()}>
        <p className="muted">{account.verified ? t('self.emailLead') : t('self.emailLeadFirst')}</p>
        <TextField
          label={t('self.emailNew')}
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          value={email}
          error={fields.email && t('self.emailOwn')}
          onChange={(event) => setEmail(event.target.value)}
        />
        {ask.error && !fields.email && !isStale(ask.error) && (
          <p className="problem" role="alert">
            {sayProblem(ask.error, t)}
          </p>
        )}
        <div className="row end">
          <button type="button" className="btn soft" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className="btn primary" disabled={ask.isPending}>
            {ask.isPending ? t('loading') : t('self.emailSend')}
          </button>
        </div>
      </form>
      {fresh.waiting && <ProveSheet onClose={fresh.done} then={fresh.waiting} />}
    </Sheet>
  );
}

function PasswordSheet({ account, onClose, onDone }: SheetProps) {
  const { t } = useTranslation();
  const fresh = useFresh();
  const change = useMutation({
    mutationFn: async (body: { oldPassword?: string; password: string }) => {
      try {
        return await answer(api.PUT('/account/password', { body }));
      } catch (error) {
        // Who just typed the old password need not type it again to show that it is them.
        if (!isStale(error) || !body.oldPassword) throw error;
        await answer(api.POST('/session/fresh', { body: { password: body.oldPassword } }));
        return await answer(api.PUT('/account/password', { body }));
      }
    },
    onSuccess: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ownAccountQuery.queryKey }),
        queryClient.invalidateQueries({ queryKey: SESSIONS }),
        refreshActivity(),
      ]);
      onDone(t('self.passwordChanged'));
    },
    onError: (error, body) => fresh.after(() => change.mutate(body))(error),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const old = form.get('old');
    change.mutate({ password: String(form.get('password')), ...(old ? { oldPassword: String(old) } : {}) });
  };
  const error = change.error;
  const fields = error instanceof ApiProblem ? error.fields : {};
  const wrong = error instanceof ApiProblem && error.code === 'wrong-password' ? error.message : undefined;
  return (
    <Sheet title={account.hasPassword ? t('self.passwordChange') : t('self.passwordSet')} open onClose={onClose}>
      <form className="form" onSubmit={submit} onInput={() => change.error && change.reset()}>
        <p className="muted">{t('self.passwordLead')}</p>
        <UserName email={account.email} />
        {account.hasPassword && (
          <PasswordField
            name="old"
            label={t('self.passwordOld')}
            autoComplete="current-password"
            required
            error={wrong}
          />
        )}
        <PasswordField
          name="password"
          label={t('entrance.newPassword')}
          autoComplete="new-password"
          required
          minLength={10}
          hint={t('account.passwordHint')}
          error={fields.password}
        />
        {error && !fields.password && !wrong && !isStale(error) && (
          <p className="problem" role="alert">
            {sayProblem(error, t)}
          </p>
        )}
        <div className="row end">
          <button type="button" className="btn soft" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className="btn primary" disabled={change.isPending}>
            {change.isPending ? t('loading') : t('self.passwordDo')}
          </button>
        </div>
      </form>
      {fresh.waiting && <ProveSheet onClose={fresh.done} then={fresh.waiting} />}
    </Sheet>
  );
}
