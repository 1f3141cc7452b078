import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, carryToken } from '../api/client';
import { forget, queryClient, sessionQuery } from '../api/queries';
import { pageLink } from '../link/page-link';
import { TextField } from '../parts/Field';
import { Sheet } from '../parts/Sheet';
import { sayProblem } from '../parts/say-problem';
import { isStale, ProveSheet, useFresh } from './Fresh';
import { calledOf, confirms } from './farewell-core';
import { type Deletion, deletionQuery, type OwnAccount } from './self-queries';

/** The end of one's account: what stands in its way, what it takes, and the deed. */
export function FarewellCard({ account }: { account: OwnAccount }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const deletion = useQuery({ ...deletionQuery, staleTime: 0 });
  const told = deletion.data;
  const held = told ? told.lastAdmin || told.channels.length > 0 : true;
  return (
    <section className="card selfcard dangercard" aria-labelledby="farewell-title">
      <h2 id="farewell-title">{t('self.farewell')}</h2>
      <p className="muted">{t('self.farewellLead')}</p>
      {deletion.error && (
        <p className="problem" role="alert">
          {sayProblem(deletion.error, t)}
        </p>
      )}
      {told && <InTheWay told={told} />}
      <div className="row">
        <button type="button" className="btn danger" disabled={held} onClick={() => setOpen(true)}>
          {t('self.farewellOpen')}
        </button>
      </div>
      {open && told && <FarewellSheet account={account} told={told} onClose={() => setOpen(false)} />}
    </section>
  );
}

function InTheWay({ told }: { told: Deletion }) {
  const { t } = useTranslation();
  return (
    <>
      {told.lastAdmin && <p className="caution">{t('self.farewellAdmin')}</p>}
      {told.channels.length > 0 && (
        <div>
          <p className="caution">{t('self.farewellOwns')}</p>
          <ul className="waylist">
            {told.channels.map(({ id, name, handle }) => (
              <li key={id}>
                <Link to="/manage/$channel/team" params={{ channel: `@${handle}` }}>
                  {name}
                </Link>{' '}
                <span className="muted">@{handle}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function FarewellSheet({ account, told, onClose }: { account: OwnAccount; told: Deletion; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const fresh = useFresh();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const called = calledOf(account);
  const remove = useMutation({
    mutationFn: () => answer(api.POST('/account/deletion', { body: { confirm: typed.trim() } })),
    onSuccess: async () => {
      carryToken(null);
      await navigate({ to: '/', replace: true });
      await queryClient.refetchQueries({ queryKey: sessionQuery.queryKey });
      forget();
      pageLink.renew();
    },
    onError: (error) => {
      fresh.after(() => remove.mutate())(error);
      void queryClient.invalidateQueries({ queryKey: deletionQuery.queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWrong(!confirms(account, typed));
    if (confirms(account, typed)) remove.mutate();
  };
  return (
    <Sheet title={t('self.farewellTitle')} open onClose={onClose} alert>
      <form className="form" onSubmit={submit} onInput={() => remove.error && remove.reset()} noValidate>
        <ul className="waylist">
          <li>{t('self.goesProfile')}</li>
          {told.memberships > 0 && <li>{t('self.goesTeams', { count: told.memberships })}</li>}
          {told.keys > 0 && <li>{t('self.goesKeys', { count: told.keys })}</li>}
          {told.follows + told.reminders > 0 && (
            <li>{t('self.goesFollows', { follows: told.follows, reminders: told.reminders })}</li>
          )}
          <li>{t('self.goesPlaces')}</li>
        </ul>
        <p>
          <b>{t('self.farewellForGood')}</b>
        </p>
        <TextField
          label={account.email ? t('self.farewellType') : t('self.farewellTypeName')}
          hint={called}
          error={wrong ? t('self.farewellOther', { called }) : undefined}
          value={typed}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => {
            setWrong(false);
            setTyped(event.target.value);
          }}
        />
        {remove.error && !isStale(remove.error) && (
          <p className="problem" role="alert">
            {sayProblem(remove.error, t)}
          </p>
        )}
        <div className="row end">
          <button type="button" className="btn soft" onClick={onClose}>
            {t('self.farewellStay')}
          </button>
          <button type="submit" className="btn danger" disabled={remove.isPending}>
            {remove.isPending ? t('loading') : t('self.farewellDo')}
          </button>
        </div>
      </form>
      {fresh.waiting && <ProveSheet onClose={fresh.done} then={fresh.waiting} />}
    </Sheet>
  );
}
