/** Where to go after signing in: a path of this site, never another site's address. */
export function nextOf(next: string | undefined): string {
  if (!next?.startsWith('/')) return '/manage';
  // A browser takes tabs and line ends out before it reads an address.
  if ([...next].some((letter) => letter < ' ')) return '/manage';
  // `//host` and `/\host` are other sites to a browser.
  if (/^\/[/\\]/.test(next) || /^\/sign-in/.test(next)) return '/manage';
  return next;
}
