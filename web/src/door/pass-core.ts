const RENEW_BEFORE_MS = 120_000;
const SOONEST_MS = 5_000;

/** When to ask for the next pass: two minutes before this one is over, but never in a rush. */
export const renewInMs = (expiresAt: string, nowMs: number): number =>
  Math.max(SOONEST_MS, Date.parse(expiresAt) - nowMs - RENEW_BEFORE_MS);

export type Brought = { invitation: string } | { pass: string };

/** What the link of an invitation or of a brand's pass carries behind its `#`; undefined when it is neither. */
export function broughtBy(hash: string): Brought | undefined {
  const found = /^#(invitation|pass)=([A-Za-z0-9._~-]{1,320})$/.exec(hash);
  const [, kind, token] = found ?? [];
  if (!token) return undefined;
  return kind === 'pass' ? { pass: token } : { invitation: token };
}
