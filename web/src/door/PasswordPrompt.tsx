import { useMutation } from '@tanstack/react-query';
import { LockKeyhole } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Show } from '../api/client';
import { queryClient, showQuery } from '../api/queries';
import { pageLink } from '../link/page-link';
import { PasswordField } from '../parts/Field';
import { sayProblem } from '../parts/say-problem';
import { Curtain } from '../show/Curtain';
import { askDoor } from './passes';

/** Hangs where the picture would be, and asks for the show's password. */
export function PasswordPrompt({ show }: { show: Show }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: () => askDoor(show.id, { password }),
    onSuccess: async () => {
      // The line knows this browser only from its next opening on.
      pageLink.renew();
      await queryClient.invalidateQueries({ queryKey: showQuery(show.id).queryKey });
      // The form goes, and the focus with it.
      document.getElementById('main')?.focus({ preventScroll: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password) enter.mutate();
  };
  return (
    <Curtain cover={show.coverUrl}>
      <form className="doorform" onSubmit={submit}>
        <p className="curtain-title">
          <LockKeyhole size={22} aria-hidden="true" /> {t('door.prompt')}
        </p>
        <PasswordField
          label={t('door.password')}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          autoComplete="off"
          maxLength={100}
          required
          error={enter.error ? sayProblem(enter.error, t) : undefined}
        />
        <button type="submit" className="btn primary" disabled={enter.isPending}>
          {enter.isPending ? t('loading') : t('door.enter')}
        </button>
      </form>
    </Curtain>
  );
}
