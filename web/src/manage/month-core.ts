import { instantIn, localIn } from '../app/time-core';

/** A day of the calendar, `2026-11-20`: no instant, and in no zone. */
export type Day = string;
export type View = 'month' | 'week';

const at = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): Day => date.toISOString().slice(0, 10);

export function isDay(text: unknown): text is Day {
  return typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at(text).getTime())
    ? dayOf(at(text)) === text
    : false;
}

/** The day that a wall clock in `zone` shows at that instant. */
export const dayIn = (zone: string, iso: string): Day => localIn(zone, iso).slice(0, 10);

export function plusDays(day: Day, days: number): Day {
  const date = at(day);
  date.setUTCDate(date.getUTCDate() + days);
  return dayOf(date);
}

/** So many months on, the day kept as far as the month has it: a month after 31 January is the end of February. */
export function plusMonths(day: Day, months: number): Day {
  const date = at(day);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, last));
  return dayOf(date);
}

/** The day its week begins with. `firstDay` is 1 for Monday to 7 for Sunday, as `Intl.Locale` tells it. */
export function weekStart(day: Day, firstDay: number): Day {
  const weekday = at(day).getUTCDay() || 7;
  return plusDays(day, -((weekday - firstDay + 7) % 7));
}

/** The days a view shows, week by week: a month with the days around it that fill its weeks, or one week. */
export function weeksOf(view: View, day: Day, firstDay: number): Day[][] {
  const first = view === 'week' ? day : `${day.slice(0, 8)}01`;
  const last = view === 'week' ? day : plusDays(plusMonths(first, 1), -1);
  const weeks: Day[][] = [];
  for (let start = weekStart(first, firstDay); start <= last; start = plusDays(start, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => plusDays(start, index)));
  }
  return weeks;
}

/** From which instant to which those days last, in that zone: a day of 23 or 25 hours is whole. */
export function rangeOf(weeks: readonly (readonly Day[])[], zone: string): { from: string; to: string } {
  const first = weeks[0]?.[0] ?? '';
  const last = weeks.at(-1)?.at(-1) ?? '';
  return { from: startOf(first, zone), to: startOf(plusDays(last, 1), zone) };
}

/** Midnight, or the first moment after it where the clocks skip midnight. */
function startOf(day: Day, zone: string): string {
  const midnight = instantIn(zone, `${day}T00:00`) ?? `${day}T00:00:00.000Z`;
  if (dayIn(zone, midnight) === day) return midnight;
  return new Date(Date.parse(midnight) + 3_600_000).toISOString();
}

export const step = (view: View, day: Day, by: 1 | -1): Day =>
  view === 'week' ? plusDays(day, 7 * by) : plusMonths(day, by);

/** Where a key moves the day that has the focus; undefined when it moves nothing. */
export function moved(key: string, day: Day, firstDay: number): Day | undefined {
  switch (key) {
    case 'ArrowLeft':
      return plusDays(day, -1);
    case 'ArrowRight':
      return plusDays(day, 1);
    case 'ArrowUp':
      return plusDays(day, -7);
    case 'ArrowDown':
      return plusDays(day, 7);
    case 'PageUp':
      return plusMonths(day, -1);
    case 'PageDown':
      return plusMonths(day, 1);
    case 'Home':
      return weekStart(day, firstDay);
    case 'End':
      return plusDays(weekStart(day, firstDay), 6);
    default:
      return undefined;
  }
}

interface Timed {
  startsAt: string | null;
  startedAt: string | null;
}

/** When a show stands in the calendar: as planned, or else as it began. */
export const timeOf = ({ startsAt, startedAt }: Timed): string | null => startsAt ?? startedAt;

/** The shows of each day, the earliest first. */
export function byDay<T extends Timed>(shows: readonly T[], zone: string): Map<Day, T[]> {
  const days = new Map<Day, T[]>();
  const timed = shows.flatMap((show) => {
    const time = timeOf(show);
    return time ? [{ show, time }] : [];
  });
  timed.sort((one, other) => Date.parse(one.time) - Date.parse(other.time));
  for (const { show, time } of timed) {
    const day = dayIn(zone, time);
    days.set(day, [...(days.get(day) ?? []), show]);
  }
  return days;
}

/** Monday where the browser does not know better. */
export function firstDayOfWeek(locale: string | undefined): number {
  const known = new Intl.Locale(locale ?? 'en-GB') as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
}
