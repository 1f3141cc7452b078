import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/client';
import { queryClient, showQuery } from '../api/queries';
import { PendingPage } from '../app/pages';
import { useTitle } from '../app/use-title';
import { pageLink } from '../link/page-link';
import { sayProblem } from '../parts/say-problem';
import { broughtBy } from './pass-core';
import { askDoor } from './passes';

const route = getRouteApi('/enter/$show');

/** Where the link of an invitation or of a brand's pass leads: lets its holder in and goes on to the show. */
export function EnterPage() {
  const { t } = useTranslation();
  const { show: showId } = route.useParams();
  const navigate = useNavigate();
  const [brought] = useState(() => broughtBy(location.hash));
  useTitle(t('door.enterTitle'));
  const entering = useQuery({
    queryKey: ['enter', showId],
    enabled: brought !== undefined,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      try {
        await askDoor(showId, brought ?? {});
      } catch (error) {
        // They are known now; the show's page asks for the rest.
        if (!(error instanceof ApiProblem && error.code === 'password-needed')) throw error;
      }
      pageLink.renew();
      await queryClient.invalidateQueries({ queryKey: showQuery(showId).queryKey });
      return true;
    },
  });
  useEffect(() => {
    if (entering.data) void navigate({ to: '/s/$show', params: { show: showId }, replace: true });
  }, [entering.data, navigate, showId]);
  if (brought && !entering.error) return <PendingPage />;
  return (
    <div className="blank">
      <h1 className="title">{t('door.noEntry')}</h1>
      <p role="alert">{entering.error ? sayProblem(entering.error, t) : t('door.linkNotWhole')}</p>
      <Link to="/" className="btn primary">
        {t('problem.toHome')}
      </Link>
    </div>
  );
}
