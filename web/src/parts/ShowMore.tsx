import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';

interface ShowMoreProps {
  /** The list that grows: its first new entry takes the focus, as the button may be gone by then. */
  list: RefObject<HTMLElement | null>;
  /** Which list it is, for who hears the button alone. */
  group: string;
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
}

/** Brings the next page of a list, as long as there is one. */
export function ShowMore({ list, group, query }: ShowMoreProps) {
  const { t } = useTranslation();
  if (!query.hasNextPage) return null;
  const more = async () => {
    const before = list.current?.children.length ?? 0;
    await query.fetchNextPage();
    requestAnimationFrame(() =>
      list.current?.children[before]?.querySelector<HTMLElement>('a, button, summary')?.focus(),
    );
  };
  return (
    <button
      type="button"
      className="btn soft showmore"
      aria-label={t('moreOf', { group })}
      disabled={query.isFetchingNextPage}
      onClick={() => void more()}
    >
      {query.isFetchingNextPage ? t('loading') : t('more')}
    </button>
  );
}
