import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { faultOf } from './by-others-core';
import { nextOf } from './next-core';
import { providersQuery } from './self-queries';

/** A button for each provider that is switched on. They are links: the way leads away from this page. */
export function ByOthers({ next }: { next: string | undefined }) {
  const { t } = useTranslation();
  const { data } = useQuery(providersQuery);
  return data?.items.map(({ key, name }) => (
    <a key={key} className="btn soft big" href={`/auth/${key}/start?next=${encodeURIComponent(nextOf(next))}`}>
      {t('byOthers.with', { name })}
    </a>
  ));
}

/** What became of a way that led back here without signing anybody in. */
export function ByOthersFault({ problem }: { problem: string | undefined }) {
  const { t } = useTranslation();
  const fault = faultOf(problem);
  if (!fault) return null;
  return (
    <p className="problem" role="alert">
      {t(`byOthers.${fault}`)}
    </p>
  );
}
