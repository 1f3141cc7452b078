/** Where to go on to with a word of what went wrong on the way, if anything did. */
export function nextWith(next: string | undefined, problem: string | undefined): string {
  const path = nextOf(next);
  if (problem === undefined) return path;
  const [, before = path, hash = ''] = /^([^#]*)(#.*)?$/.exec(path) ?? [];
  return `${before}${before.includes('?') ? '&' : '?'}problem=${encodeURIComponent(problem)}${hash}`;
}

/** The page that one is on, to come back to; not what went wrong the last time. */
export function hereOf({ pathname, search }: { pathname: string; search: string }): string {
  const kept = new URLSearchParams(search);
  kept.delete('problem');
  kept.delete('provider');
  return kept.size === 0 ? pathname : `${pathname}?${kept}`;
}

/** Where to go after signing in: a path of this site, never another site's address. */
export function nextOf(next: string | undefined): string {
  if (!next?.startsWith('/')) return '/manage';
  // A browser takes tabs and line ends out before it reads an address.
  if ([...next].some((letter) => letter < ' ')) return '/manage';
  // `//host` and `/\host` are other sites to a browser.
  if (/^\/[/\\]/.test(next) || /^\/sign-in/.test(next)) return '/manage';
  return next;
}
