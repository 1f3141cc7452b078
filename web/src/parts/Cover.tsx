import type { CSSProperties } from 'react';
import type { Show } from '../api/client';
import { hueOf } from './hue-core';

/** The show's cover, or a glow of its own colour with its first letter, so that no list has grey holes. */
export function Cover({ show }: { show: Pick<Show, 'id' | 'title' | 'coverThumbnailUrl'> }) {
  if (show.coverThumbnailUrl) return <img className="cover" src={show.coverThumbnailUrl} alt="" loading="lazy" />;
  return (
    <span className="cover cover-made" style={{ '--hue': hueOf(show.id) } as CSSProperties} aria-hidden="true">
      {[...show.title.trim()][0]?.toUpperCase()}
    </span>
  );
}
