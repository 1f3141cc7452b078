import '@fontsource-variable/bricolage-grotesque';
import '@fontsource-variable/instrument-sans';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/player.css';
import './styles/pages.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from './api/client';
import { queryClient, seed, sessionQuery } from './api/queries';
import './i18n/i18n';
import { router } from './app/router';

seed();

// A session that ran out shows itself by any answer: ask who is here, then go where one signs in.
const onError = (error: Error) => {
  if (!(error instanceof ApiProblem) || error.code !== 'sign-in-first') return;
  void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }).then(() => router.invalidate());
};
queryClient.getQueryCache().config.onError = onError;
queryClient.getMutationCache().config.onError = onError;

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
