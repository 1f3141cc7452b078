/** What the admins' pages say of numbers. Takes the locale, so that it can be tested. */

/** `1.4 GB`: in 1024s, as the settings count. */
export function sayBytes(bytes: number, locale: string | undefined): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  let at = 0;
  let left = Math.max(0, bytes);
  while (left >= 1024 && at < units.length - 1) {
    left /= 1024;
    at++;
  }
  const digits = left < 10 && at > 0 ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[at],
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(left);
}

/** `3 days, 4 hr`: the two largest units of how long something has been running. */
export function sayLasting(seconds: number, locale: string | undefined): string {
  const steps = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ] as const;
  const parts: string[] = [];
  let left = Math.max(0, Math.floor(seconds));
  for (const [unit, size] of steps) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0 && parts.length < 2)
      parts.push(new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count));
    else if (parts.length > 0) break;
  }
  return parts.length > 0
    ? parts.join(', ')
    : new Intl.NumberFormat(locale, { style: 'unit', unit: 'second' }).format(0);
}

export type Weight = 'well' | 'tell' | 'wrong';

/** How the room on the disk is to be taken: the same bounds as `footlight admin doctor` has. */
export function diskWeight(freeBytes: number): Weight {
  if (freeBytes < 200 * 2 ** 20) return 'wrong';
  return freeBytes < 1024 * 2 ** 20 ? 'tell' : 'well';
}

/** The part of a whole, from 0 to 100. */
export const percent = (part: number, whole: number): number =>
  whole <= 0 ? 0 : Math.min(100, Math.max(0, Math.round((part / whole) * 100)));

/** Entries of the pages so far, each once: one that moved between two questions may stand on both pages. */
export function entriesOf<T extends { id: string }>(pages: readonly { items: readonly T[] }[] | undefined): T[] {
  const byId = new Map<string, T>();
  for (const { items } of pages ?? []) for (const entry of items) if (!byId.has(entry.id)) byId.set(entry.id, entry);
  return [...byId.values()];
}
