import type { CSSProperties } from 'react';
import { hueOf } from '../parts/hue-core';

/** A channel's first letter on a colour of its own. */
export function ChannelMark({ channel }: { channel: { id: string; name: string } }) {
  return (
    <span className="deskmark" style={{ '--hue': hueOf(channel.id) } as CSSProperties} aria-hidden="true">
      {[...channel.name.trim()][0]?.toUpperCase()}
    </span>
  );
}
