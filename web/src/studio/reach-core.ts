/** Whether an address means "this computer" to whoever reads it, so that no other device gets anywhere with it. */
export function onlyFromHere(address: string): boolean {
  const host = /^[a-z]+:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:]*)/i.exec(address)?.[1]?.toLowerCase() ?? '';
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    /^127(\.\d+){3}$/.test(host) ||
    host === '0.0.0.0' ||
    host === '[::1]' ||
    host === '[::]'
  );
}

/** The host of an address as people read it. */
export const hostOf = (address: string): string => /^[a-z]+:\/\/(\[[^\]]*\]|[^/:]*)/i.exec(address)?.[1] ?? address;
