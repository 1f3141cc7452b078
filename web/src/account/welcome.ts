import { carryToken, type Session } from '../api/client';
import { forget, queryClient, sessionQuery } from '../api/queries';
import { pageLink } from '../link/page-link';

/** Someone just signed in. */
export function welcome(session: Session): void {
  carryToken(session.csrfToken);
  queryClient.setQueryData(sessionQuery.queryKey, session);
  forget();
  pageLink.renew();
}
