/** Times as people say them. Everything takes `now` and the locale, so that it can be tested. */
export function sayWhen(iso: string, nowMs: number, locale: string | undefined, zone?: string): string {
  const at = new Date(iso);
  const options: Intl.DateTimeFormatOptions = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    ...(at.getFullYear() === new Date(nowMs).getFullYear() ? {} : { year: 'numeric' }),
    ...(zone ? { timeZone: zone } : {}),
  };
  return new Intl.DateTimeFormat(locale, options).format(at);
}

/** "38 minutes ago", "in 2 days": the largest unit that fits. */
export function sayAgo(iso: string, nowMs: number, locale: string | undefined): string {
  const seconds = Math.round((Date.parse(iso) - nowMs) / 1000);
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'second');
}

/** A sentence of the server with its instants as this person's clock shows them. */
export function withLocalTimes(sentence: string, nowMs: number, locale: string | undefined, zone?: string): string {
  return sentence.replace(/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z/g, (iso) => {
    const at = Date.parse(iso);
    if (Number.isNaN(at)) return iso;
    const sameDay = sayDay(at, zone) === sayDay(nowMs, zone);
    if (!sameDay) return sayWhen(iso, nowMs, locale, zone);
    return new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      ...(zone && { timeZone: zone }),
    }).format(at);
  });
}

const sayDay = (atMs: number, zone: string | undefined) =>
  new Intl.DateTimeFormat('en', { dateStyle: 'short', ...(zone && { timeZone: zone }) }).format(atMs);

/** How long something took, in whole minutes at least one. */
export function minutesBetween(fromIso: string, toIso: string): number {
  return Math.max(1, Math.round((Date.parse(toIso) - Date.parse(fromIso)) / 60_000));
}

const DAY_MS = 86_400_000;

/** The instant that a wall clock in `zone` shows as `local` (`2026-11-20T19:30`); undefined when it is no time. */
export function instantIn(zone: string, local: string): string | undefined {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // Of an hour that comes twice the first is meant; an hour that is skipped is moved on by what is skipped.
  const [before, after] = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) =>
    new Date(asUtc - offsetMs(zone, near)).toISOString(),
  ) as [string, string];
  return localIn(zone, before) !== local.slice(0, 16) && localIn(zone, after) === local.slice(0, 16) ? after : before;
}

/** The zone, if this browser has heard of it: the server may know newer ones. */
export function knownZone(zone: string | null | undefined): string | undefined {
  if (!zone) return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return undefined;
  }
}

/** What a wall clock in `zone` shows at `iso`, as a `datetime-local` field wants it. */
export function localIn(zone: string, iso: string): string {
  const at = Date.parse(iso);
  return new Date(at + offsetMs(zone, at)).toISOString().slice(0, 16);
}

/** Making one takes long, and a calendar asks hundreds of times. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(zone, clock);
  return clock;
}

function offsetMs(zone: string, atMs: number): number {
  const parts = clockIn(zone).formatToParts(atMs);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return wall - Math.floor(atMs / 1000) * 1000;
}
