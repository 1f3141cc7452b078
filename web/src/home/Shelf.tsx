import { useRef } from 'react';
import type { Show } from '../api/client';
import { ShowMore } from '../parts/ShowMore';
import { ShowCard } from './ShowCard';

interface ShelfProps {
  title: string;
  shows: readonly Show[];
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  big?: boolean;
  /** What one sees before one scrolls. */
  first?: boolean;
}

/** A row of shows under its title; nothing when there are none. */
export function Shelf({ title, shows, query, big = false, first = false }: ShelfProps) {
  const list = useRef<HTMLUListElement>(null);
  if (shows.length === 0) return null;
  return (
    <section className="shelf" aria-label={title}>
      <h2>{title}</h2>
      <ul ref={list} data-big={big || undefined}>
        {shows.map((show, at) => (
          <li key={show.id}>
            <ShowCard show={show} seen={first && at < 2} />
          </li>
        ))}
      </ul>
      <ShowMore list={list} group={title} query={query} />
    </section>
  );
}
