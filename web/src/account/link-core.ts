/** The token behind the #, which browsers send to nobody. */
export function tokenOf(hash: string): string | undefined {
  const token = hash.replace(/^#/, '');
  return /^[\w-]{1,100}$/.test(token) ? token : undefined;
}
