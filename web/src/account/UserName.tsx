/** What somebody typed who forgot their password, until they have a new one. */
export const ASKED = 'account.asked';

/** Tells a password manager whose password it is, where nobody types an address. */
export function UserName({ email }: { email: string }) {
  return <input type="email" name="username" autoComplete="username" value={email} readOnly hidden tabIndex={-1} />;
}
