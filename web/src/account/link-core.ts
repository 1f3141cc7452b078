/** The token behind the #, which browsers send to nobody. */
export function tokenOf(hash: string): string | undefined {
  const token = hash.replace(/^#/, '');
  return /^[\w-]{1,100}$/.test(token) ? token : undefined;
}

/** The invitation to a team from whose page somebody came to sign up. */
export function invitationOf(next: string | undefined): string | undefined {
  return next?.startsWith('/manage/invitation#') ? tokenOf(next.slice(next.indexOf('#'))) : undefined;
}
