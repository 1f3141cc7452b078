import { useRef } from 'react';
import type { Show } from '../api/client';
import { ShowMore } from '../parts/ShowMore';
import { ShowCard } from './ShowCard';

interface ShelfProps {
  title: string;
  shows: readonly Show[];
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  big?: boolean;
}

/** A row of shows under its title; nothing when there are none. */
export function Shelf({ title, shows, query, big = false }: ShelfProps) {
  const list = useRef<HTMLUListElement>(null);
  if (shows.length === 0) return null;
  return (
    <section className="shelf" aria-label={title}>
      <h2>{title}</h2>
      <ul ref={list} data-big={big || undefined}>
        {shows.map((show) => (
          <li key={show.id}>
            <ShowCard show={show} />
          </li>
        ))}
      </ul>
      <ShowMore list={list} group={title} query={query} />
    </section>
  );
}
