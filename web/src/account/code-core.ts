/** The digits of what was typed or pasted; a whole letter may be pasted, in which six stand together. */
export function digitsOf(typed: string): string {
  const together = /(?<!\d)\d{3}[ -]?\d{3}(?!\d)/.exec(typed);
  return (together?.[0] ?? typed).replace(/\D/g, '').slice(0, 6);
}

const GOOD_MS = 10 * 60_000;

/** That a code went to an address, as this tab remembers it. */
export const sentText = (email: string, nowMs: number): string => JSON.stringify({ email, at: nowMs });

/** Where a code went to that may still be good; undefined for anything else that stands there. */
export function sentTo(text: string | null, nowMs: number): string | undefined {
  try {
    const { email, at } = JSON.parse(text ?? '') as { email?: unknown; at?: unknown };
    if (typeof email !== 'string' || typeof at !== 'number') return undefined;
    return nowMs >= at && nowMs - at < GOOD_MS ? email : undefined;
  } catch {
    return undefined;
  }
}

export const isWhole = (code: string): boolean => code.length === 6;
