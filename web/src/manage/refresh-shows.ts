import { homeQuery, queryClient, showQuery } from '../api/queries';

/** What changed here is asked for anew wherever it is shown. */
export async function refreshShows(showId?: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['channel'] }),
    ...(['live', 'upcoming', 'past'] as const).map((phase) =>
      queryClient.invalidateQueries({ queryKey: homeQuery(phase).queryKey }),
    ),
    ...(showId ? [queryClient.invalidateQueries({ queryKey: showQuery(showId).queryKey })] : []),
  ]);
}
