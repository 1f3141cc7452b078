/** How long an invitation's link can be opened; the people who came by it stay. */
export const LINK_LASTS = ['ever', 'day', 'week', 'month'] as const;
export type LinkLasts = (typeof LINK_LASTS)[number];

const DAYS: Record<LinkLasts, number | null> = { ever: null, day: 1, week: 7, month: 30 };

export function linkEnds(lasts: LinkLasts, nowMs: number): string | null {
  const days = DAYS[lasts];
  return days === null ? null : new Date(nowMs + days * 86_400_000).toISOString();
}

/** Whether a link can still be opened, and if not, why. */
export function linkState(
  link: { uses: number; mostUses: number | null; expiresAt: string | null },
  nowMs: number,
): 'good' | 'expired' | 'used' {
  if (link.expiresAt !== null && Date.parse(link.expiresAt) <= nowMs) return 'expired';
  return link.mostUses !== null && link.uses >= link.mostUses ? 'used' : 'good';
}

export const MOST_LETTERS = 50;

/** The addresses that were typed, however they were parted, each once; and the first that is none. */
export function addressesIn(text: string): { emails: string[]; wrong: string | undefined } {
  const typed = text.split(/[\s,;]+/).filter((word) => word !== '');
  const emails = [...new Map(typed.map((word) => [word.toLowerCase(), word])).values()];
  return { emails, wrong: emails.find((email) => email.length > 254 || !/^[^@\s]+@[^@\s]+$/.test(email)) };
}
