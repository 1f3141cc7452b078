import type { ReactNode } from 'react';

/** What hangs where the picture will be or has been: the cover, dimmed, or the lamp's own glow. */
export function Curtain({ cover, children }: { cover: string | null; children: ReactNode }) {
  return (
    <div className="soon" data-cover={cover !== null || undefined}>
      {cover && <img className="soon-cover" src={cover} alt="" />}
      <div className="soon-words">{children}</div>
    </div>
  );
}
