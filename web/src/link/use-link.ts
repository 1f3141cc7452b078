import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { TopicListener } from './link-core';
import { pageLink } from './page-link';

/** Listens to `topic` while the component is on the page; undefined listens to nothing. */
export function useTopic(topic: string | undefined, listener: TopicListener): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    if (topic === undefined) return;
    return pageLink.subscribe(topic, {
      onEvent: (event) => latest.current.onEvent(event),
      onReset: () => latest.current.onReset(),
      onRefused: (code) => latest.current.onRefused?.(code),
    });
  }, [topic]);
}

const watch = (changed: () => void) => pageLink.watch(changed);

export const useLinkUp = (): boolean => useSyncExternalStore(watch, () => pageLink.up);
