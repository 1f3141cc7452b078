/** What somebody wanted to do before they were sent to sign in; done by itself when they are back. */
export type Wish = `follow:${string}` | `remind:${string}`;

const WITHIN_MS = 15 * 60_000;

export const wishText = (wish: Wish, nowMs: number): string => `${nowMs} ${wish}`;

/** Whether what was kept is this wish, and not from long ago. */
export function isWish(kept: string | null, wish: Wish, nowMs: number): boolean {
  const [at, what] = kept?.split(' ') ?? [];
  const age = nowMs - Number(at);
  return what === wish && age >= 0 && age < WITHIN_MS;
}

export const NOTICES = ['all', 'live', 'none'] as const;
export type Notices = (typeof NOTICES)[number];

export const MINUTES_BEFORE = [15, 60, 1440] as const;
export type MinutesBefore = (typeof MINUTES_BEFORE)[number];

/** The choices that still lie ahead of a show that starts then. */
export const minutesAhead = (startsAt: string | null, nowMs: number): readonly MinutesBefore[] =>
  startsAt === null ? MINUTES_BEFORE : MINUTES_BEFORE.filter((m) => Date.parse(startsAt) - m * 60_000 > nowMs);
