import { type ReactNode, useEffect, useRef } from 'react';

/** A title that takes the focus as it appears: what stood here before, and had the focus, is gone. */
export function FreshTitle({ children }: { children: ReactNode }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <h1 className="title" tabIndex={-1} ref={title}>
      {children}
    </h1>
  );
}
