import { useQuery } from '@tanstack/react-query';
import type { Session } from '../api/client';
import { sessionQuery } from '../api/queries';

/** Who is signed in; undefined until known. */
export const useSession = (): Session | undefined => useQuery(sessionQuery).data;
