import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, answer, api } from '../api/client';
import { queryClient, sessionQuery } from '../api/queries';
import { sayProblem } from '../parts/say-problem';
import { ownAccountQuery } from './self-queries';

/** Has the letter sent by which an address is proved. Who came by another site's word never got one. */
export function ConfirmAgain({ account }: { account: { email: string; verified: boolean } }) {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const { email } = account;
  const send = useMutation({
    mutationFn: async () => {
      try {
        await answer(api.POST('/accounts/confirm/again'));
        return t('self.confirmSent', { email });
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.code !== 'confirmed-already') throw error;
        // Its link was opened meanwhile, at another browser perhaps.
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: ownAccountQuery.queryKey }),
          queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }),
        ]);
        return t('self.confirmNotNeeded');
      }
    },
    onMutate: () => setSaid(''),
    onSuccess: setSaid,
  });
  const asks = email !== '' && !account.verified;
  if (!asks && said === '') return null;
  return (
    <div className="row wrap">
      {asks && (
        <button type="button" className="btn soft" disabled={send.isPending} onClick={() => send.mutate()}>
          {send.isPending ? t('loading') : said ? t('self.confirmAgain') : t('self.confirmSend')}
        </button>
      )}
      <span role="status" className="good small">
        {said}
      </span>
      {send.error && (
        <span className="problem" role="alert">
          {sayProblem(send.error, t)}
        </span>
      )}
    </div>
  );
}
