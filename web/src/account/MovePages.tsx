import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client';
import { forget, queryClient, sessionQuery } from '../api/queries';
import { useSession } from '../app/use-session';
import { useTitle } from '../app/use-title';
import { FreshTitle } from '../parts/FreshTitle';
import { sayProblem } from '../parts/say-problem';
import { keepToken, useToken } from './use-token';

/** The link in the letter to a new address. A press confirms, not the visit: programs that look into letters open
    every link. */
export function MovePage() {
  return <LetterPage words="move" deed={(token) => answer(api.POST('/account/email/confirm', { body: { token } }))} />;
}

/** The link in the letter to the address before. */
export function MoveBackPage() {
  return <LetterPage words="back" deed={(token) => answer(api.POST('/account/email/undo', { body: { token } }))} />;
}

function LetterPage({ words, deed }: { words: 'move' | 'back'; deed: (token: string) => Promise<unknown> }) {
  const { t } = useTranslation();
  const token = useToken();
  const session = useSession();
  useTitle(t(`${words}.title`));
  const press = useMutation({
    mutationFn: deed,
    onSuccess: async () => {
      keepToken(undefined);
      await queryClient.refetchQueries({ queryKey: sessionQuery.queryKey });
      forget();
    },
  });
  if (press.isSuccess) {
    return (
      <div className="card entry">
        <FreshTitle>{t(`${words}.doneTitle`)}</FreshTitle>
        <p role="status">{t(`${words}.done`)}</p>
        <Link to={words === 'move' ? '/account' : '/sign-in'} className="btn primary">
          {words === 'move' ? t('top.account') : t('account.signIn')}
        </Link>
      </div>
    );
  }
  return (
    <div className="card entry">
      <h1 className="title">{t(`${words}.title`)}</h1>
      {token ? <p className="muted">{t(`${words}.lead`)}</p> : <p>{t('entrance.notWhole')}</p>}
      {press.error && (
        <p className="problem" role="alert">
          {sayProblem(press.error, t)}
        </p>
      )}
      {token && words === 'move' && session && !session.account && (
        <>
          <p>{t('move.signIn')}</p>
          <Link
            to="/sign-in"
            search={{ next: '/account/email' }}
            className="btn primary big"
            onClick={() => keepToken(token)}
          >
            {t('account.signIn')}
          </Link>
        </>
      )}
      {token && (words === 'back' || session?.account) && (
        <button
          type="button"
          className="btn primary big"
          disabled={press.isPending}
          onClick={() => press.mutate(token)}
        >
          {press.isPending ? t('loading') : t(`${words}.press`)}
        </button>
      )}
    </div>
  );
}
