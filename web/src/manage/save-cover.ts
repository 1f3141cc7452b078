import { answer, api, type Show } from '../api/client';
import type { CoverChoice } from './CoverField';

export async function saveCover(showId: string, cover: CoverChoice): Promise<Show> {
  const params = { path: { showId } };
  if (cover === 'none') return answer(api.DELETE('/shows/{showId}/cover', { params }));
  return answer(
    api.PUT('/shows/{showId}/cover', {
      params,
      body: cover as unknown as Record<string, never>,
      bodySerializer: (file) => file as unknown as Blob,
      headers: { 'Content-Type': cover.type },
    }),
  );
}
