import { expect, it } from 'vitest';
import { type CaptionTrack, captionsOf, toggleCaptions } from './captions-core';

const track = (kind: string, mode: TextTrackMode = 'hidden'): CaptionTrack => ({ kind, mode });

it('knows whether there are captions, and whether they show', () => {
  expect(captionsOf([])).toBe('none');
  expect(captionsOf([track('metadata', 'showing')])).toBe('none');
  expect(captionsOf([track('subtitles')])).toBe('off');
  expect(captionsOf([track('metadata'), track('captions', 'showing')])).toBe('on');
});

it('shows the first captions, and hides them again', () => {
  const tracks = [track('metadata'), track('subtitles', 'disabled'), track('captions')];
  toggleCaptions(tracks);
  expect(tracks.map(({ mode }) => mode)).toEqual(['hidden', 'showing', 'hidden']);
  toggleCaptions(tracks);
  expect(tracks.map(({ mode }) => mode)).toEqual(['hidden', 'hidden', 'hidden']);
});
