import { useQuery } from '@tanstack/react-query';
import type { Session } from '../api/client';
import { sessionQuery } from '../api/queries';

/** Who is signed in; undefined until known. */
export const useSession = (): Session | undefined => useQuery(sessionQuery).data;

type ChannelDeed = Session['channels'][number]['actions'][number];

/** What one may do in this channel; the server knows better where the session says nothing. */
export function useMay(channelId: string | undefined): (deed: ChannelDeed) => boolean {
  const actions = useSession()?.channels.find(({ id }) => id === channelId)?.actions;
  return (deed) => actions === undefined || actions.includes(deed);
}
