/** What of a text track the captions button needs. */
export interface CaptionTrack {
  kind: string;
  mode: TextTrackMode;
}

const isCaptions = ({ kind }: CaptionTrack) => kind === 'captions' || kind === 'subtitles';

export type Captions = 'none' | 'off' | 'on';

export function captionsOf(tracks: Iterable<CaptionTrack>): Captions {
  const all = [...tracks].filter(isCaptions);
  if (all.length === 0) return 'none';
  return all.some(({ mode }) => mode === 'showing') ? 'on' : 'off';
}

/** Shows the first captions, or hides whatever shows. */
export function toggleCaptions(tracks: Iterable<CaptionTrack>): void {
  const all = [...tracks].filter(isCaptions);
  const shown = all.filter(({ mode }) => mode === 'showing');
  for (const track of shown) track.mode = 'hidden';
  const [first] = all;
  if (shown.length === 0 && first) first.mode = 'showing';
}
