import type { CSSProperties } from 'react';
import type { Show } from '../api/client';
import { hueOf } from './hue-core';

interface CoverProps {
  show: Pick<Show, 'id' | 'title' | 'coverThumbnailUrl'>;
  /** It is on the screen before one scrolls: not to be waited with. */
  seen?: boolean;
}

/** The show's cover, or a glow of its own colour with its first letter, so that no list has grey holes. */
export function Cover({ show, seen }: CoverProps) {
  if (show.coverThumbnailUrl)
    return <img className="cover" src={show.coverThumbnailUrl} alt="" loading={seen ? undefined : 'lazy'} />;
  return (
    <span className="cover cover-made" style={{ '--hue': hueOf(show.id) } as CSSProperties} aria-hidden="true">
      {[...show.title.trim()][0]?.toUpperCase()}
    </span>
  );
}
