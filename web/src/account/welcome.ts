import { carryToken, type Session } from '../api/client';
import { queryClient, sessionQuery } from '../api/queries';
import { pageLink } from '../link/page-link';

/** Someone just signed in: what was asked as nobody is worth nothing now. */
export function welcome(session: Session): void {
  carryToken(session.csrfToken);
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, session);
  pageLink.renew();
}
