import { useTranslation } from 'react-i18next';
import { sayProblem } from '../parts/say-problem';

/** What the server said no with; nothing when it did not. */
export function DoorProblem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!error) return null;
  return (
    <p className="problem" role="alert">
      {sayProblem(error, t)}
    </p>
  );
}
