import { useMutation } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { Bell, BellRing } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/use-session';
import { sayProblem } from '../parts/say-problem';
import type { Wish } from './audience-core';
import { keepWish, takeWish } from './wish';

interface WantButtonProps {
  wish: Wish;
  /** Undefined until known, and for who is not signed in. */
  wanted: boolean | undefined;
  words: { want: string; wanted: string };
  primary?: boolean;
  onWant: () => Promise<unknown>;
  /** Pressed when it is wanted already: choose how. */
  onChoose: () => void;
}

/** "Follow" or "Remind me": who is not signed in is led there, and finds it done when they are back. */
export function WantButton({ wish, wanted, words, primary = false, onWant, onChoose }: WantButtonProps) {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const here = useRouterState({ select: (state) => state.location.href });
  const want = useMutation({ mutationFn: onWant });
  const known = session?.account ? wanted !== undefined : session !== undefined;
  const { mutate } = want;
  useEffect(() => {
    if (wanted !== undefined && takeWish(wish) && !wanted) mutate();
  }, [wanted, wish, mutate]);

  const press = () => {
    if (wanted) return onChoose();
    if (session?.account) return want.mutate();
    keepWish(wish);
    void navigate({ to: '/sign-in', search: { next: here } });
  };
  const Icon = wanted ? BellRing : Bell;
  return (
    <>
      <button
        type="button"
        className={primary && !wanted ? 'btn primary' : 'btn soft'}
        disabled={!known || want.isPending}
        aria-haspopup={wanted ? 'dialog' : undefined}
        onClick={press}
      >
        <Icon size={17} aria-hidden="true" />
        {wanted ? words.wanted : words.want}
      </button>
      {want.error && (
        <span className="problem small" role="alert">
          {sayProblem(want.error, t)}
        </span>
      )}
    </>
  );
}
