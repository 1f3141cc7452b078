import { useCallback, useEffect, useState } from 'react';
import { type Captions, captionsOf, toggleCaptions } from './captions-core';

/** The captions of whatever the video plays now, and how to switch them. */
export function useCaptions(video: HTMLVideoElement | null | undefined): [Captions, () => void] {
  const [captions, setCaptions] = useState<Captions>('none');
  useEffect(() => {
    const tracks = video?.textTracks;
    if (!tracks?.addEventListener) return;
    const stopping = new AbortController();
    const look = () => setCaptions(captionsOf(tracks));
    for (const event of ['addtrack', 'removetrack', 'change'])
      tracks.addEventListener(event, look, { signal: stopping.signal });
    look();
    return () => stopping.abort();
  }, [video]);
  const toggle = useCallback(() => video && toggleCaptions(video.textTracks), [video]);
  return [captions, toggle];
}
