import type { TFunction } from 'i18next';
import { ApiProblem } from '../api/client';

/** The one sentence a person reads about an error. The server's own sentence wins; a network that is away has none. */
export function sayProblem(error: unknown, t: TFunction): string {
  if (error instanceof ApiProblem) return error.message || t('problem.unknown');
  if (error instanceof TypeError) return t('problem.offline');
  return t('problem.unknown');
}
