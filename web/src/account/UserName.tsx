/** Tells a password manager whose password this is, where nobody types an address. */
export function UserName({ email }: { email: string | undefined }) {
  if (!email) return null;
  return <input type="email" name="username" autoComplete="username" value={email} readOnly hidden tabIndex={-1} />;
}
