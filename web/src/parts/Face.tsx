import type { CSSProperties } from 'react';
import { hueOf } from './hue-core';

interface FaceProps {
  id: string;
  name: string;
  url: string | null;
  big?: boolean;
}

/** A person's picture, or the first letter of their name on a colour of their own. Their name stands beside it. */
export function Face({ id, name, url, big }: FaceProps) {
  return (
    <span
      className="face"
      data-big={big || undefined}
      style={{ '--hue': hueOf(id) } as CSSProperties}
      aria-hidden="true"
    >
      {url ? <img src={url} alt="" /> : [...name.trim()][0]?.toUpperCase()}
    </span>
  );
}
