import type { Show } from '../api/client';

type Own = NonNullable<Show['own']>;

/** What sets a show going. */
export type Start = 'hand' | 'encoder' | 'time';

export const startOf = ({ autoStart, startOnTime }: Pick<Own, 'autoStart' | 'startOnTime'>): Start =>
  autoStart ? 'encoder' : startOnTime ? 'time' : 'hand';

export const changeTo = (start: Start) => ({ autoStart: start === 'encoder', startOnTime: start === 'time' });

/** The choices offered, and the one that is set among them in its place. */
export function choicesWith(usual: number[], set: number | null): number[] {
  return set === null || usual.includes(set) ? usual : [...usual, set].sort((a, b) => a - b);
}

const HOUR_MS = 3_600_000;

/** When a show whose encoder stays away ends by itself; undefined while nothing of it is away. */
export function endsAt({
  phase,
  interruptedAt,
  own,
}: Pick<Show, 'phase' | 'interruptedAt' | 'own'>): string | undefined {
  if (phase !== 'interrupted' || !interruptedAt || !own) return undefined;
  return new Date(Date.parse(interruptedAt) + own.endAfterHours * HOUR_MS).toISOString();
}
