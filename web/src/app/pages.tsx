import type { ErrorComponentProps } from '@tanstack/react-router';
import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../parts/say-problem';
import { useTitle } from './use-title';

export function NotFoundPage() {
  const { t } = useTranslation();
  useTitle(t('problem.notFoundTitle'));
  return (
    <div className="blank">
      <h1 className="title">{t('problem.notFoundTitle')}</h1>
      <p>{t('problem.notFound')}</p>
      <Link to="/" className="btn primary">
        {t('problem.toHome')}
      </Link>
    </div>
  );
}

export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  useTitle(t('problem.brokenTitle'));
  return (
    <div className="blank" role="alert">
      <h1 className="title">{t('problem.brokenTitle')}</h1>
      <p>
        {t('problem.broken')} {sayProblem(error, t)}
      </p>
      <button
        type="button"
        className="btn primary"
        onClick={() => {
          reset();
          void router.invalidate();
        }}
      >
        {t('retry')}
      </button>
    </div>
  );
}

/** Shown only when a page takes longer than one notices. */
export function PendingPage() {
  const { t } = useTranslation();
  return (
    <div className="blank" role="status">
      <span className="spinner" aria-hidden="true" />
      <span className="sr-only">{t('loading')}</span>
    </div>
  );
}
